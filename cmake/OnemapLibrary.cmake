# libonemap: every .c of layers/, engine/ and tiles/ but the program's own, and the solver's C++.
file(GLOB_RECURSE OM_SOURCES CONFIGURE_DEPENDS
     ${CMAKE_SOURCE_DIR}/layers/*.c ${CMAKE_SOURCE_DIR}/engine/*.c ${CMAKE_SOURCE_DIR}/tiles/*.c
     ${CMAKE_SOURCE_DIR}/engine/solver/*.cpp)
file(GLOB OM_CLI_SOURCES CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/engine/cli/*.c)
list(REMOVE_ITEM OM_SOURCES ${OM_CLI_SOURCES})

add_library(onemap_flags INTERFACE)
target_compile_options(onemap_flags INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wformat=2 -Werror=format-security
    -Wno-sign-conversion
    # An output is set whenever the status is OM_OK; GCC cannot follow that through OM_TRY.
    $<$<C_COMPILER_ID:GNU>:-Wno-maybe-uninitialized> -Werror -fno-common -fvisibility=hidden -fstack-protector-strong)
target_compile_definitions(onemap_flags INTERFACE
    _POSIX_C_SOURCE=200809L _DEFAULT_SOURCE
    OM_VERSION="${PROJECT_VERSION}"
    OM_SHARE_INSTALLED="${CMAKE_INSTALL_FULL_DATADIR}/onemap")
target_include_directories(onemap_flags INTERFACE ${CMAKE_SOURCE_DIR} ${SQL_DIR})
# Third-party headers are not ours to warn about.
target_include_directories(onemap_flags SYSTEM INTERFACE ${DEPS_INCLUDE_DIRS})

add_library(onemap_objects OBJECT ${OM_SOURCES} ${SQL_DIR}/om_sql.c)
set_target_properties(onemap_objects PROPERTIES POSITION_INDEPENDENT_CODE ON)
target_link_libraries(onemap_objects PRIVATE onemap_flags)

set(OM_LINK PkgConfig::DEPS ${GEOS_C} ${LEMON} Threads::Threads m stdc++)

add_library(onemap SHARED)
target_link_libraries(onemap PRIVATE onemap_objects ${OM_LINK})
set_target_properties(onemap PROPERTIES
    VERSION ${PROJECT_VERSION} SOVERSION ${PROJECT_VERSION_MAJOR}
    LIBRARY_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/lib)
target_include_directories(onemap INTERFACE
    $<BUILD_INTERFACE:${CMAKE_SOURCE_DIR}> $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>)

# The same code with every symbol in reach, for the tests.
add_library(onemap_inside STATIC EXCLUDE_FROM_ALL $<TARGET_OBJECTS:onemap_objects>)
target_link_libraries(onemap_inside PUBLIC onemap_flags ${OM_LINK})

if(OM_CLI_SOURCES)
    add_executable(onemap_program ${OM_CLI_SOURCES})
    set_target_properties(onemap_program PROPERTIES OUTPUT_NAME onemap
        INSTALL_RPATH "$ORIGIN/../${CMAKE_INSTALL_LIBDIR}")
    target_link_libraries(onemap_program PRIVATE onemap onemap_flags)

endif()

# What is shipped stands where the program looks for it, in the build tree too.
file(MAKE_DIRECTORY ${CMAKE_BINARY_DIR}/share/onemap)
file(CREATE_LINK ${CMAKE_SOURCE_DIR}/data/standards ${CMAKE_BINARY_DIR}/share/onemap/standards SYMBOLIC)
file(CREATE_LINK ${CMAKE_SOURCE_DIR}/styles ${CMAKE_BINARY_DIR}/share/onemap/styles SYMBOLIC)
