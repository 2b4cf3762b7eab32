# Every include obeys tests/lint/layering.txt: who may include whom, and who touches which library.
find layers engine tiles -name '*.[ch]' -o -name '*.cpp' -o -name '*.def' | sort |
    xargs awk -f tests/lint/layering.awk tests/lint/layering.txt
