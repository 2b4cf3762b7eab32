# What `cmake --install` puts where, with a pkg-config file and a CMake package.
include(CMakePackageConfigHelpers)

install(TARGETS onemap EXPORT onemap-targets LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR})
if(TARGET onemap_program)
    install(TARGETS onemap_program RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
endif()
install(FILES engine/onemap.h DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
install(DIRECTORY data/standards styles DESTINATION ${CMAKE_INSTALL_DATADIR}/onemap
        PATTERN README.md EXCLUDE)

configure_file(cmake/onemap.pc.in onemap.pc @ONLY)
install(FILES ${CMAKE_BINARY_DIR}/onemap.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)

install(EXPORT onemap-targets NAMESPACE onemap:: DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/onemap)
configure_package_config_file(cmake/onemap-config.cmake.in onemap-config.cmake
    INSTALL_DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/onemap)
write_basic_package_version_file(onemap-config-version.cmake COMPATIBILITY SameMajorVersion)
install(FILES ${CMAKE_BINARY_DIR}/onemap-config.cmake ${CMAKE_BINARY_DIR}/onemap-config-version.cmake
        DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/onemap)
