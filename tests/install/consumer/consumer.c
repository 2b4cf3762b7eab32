/* The least that a program of somebody else does with the installed library. */
#include <onemap.h>
#include <stdio.h>

int main(void)
{
    printf("found onemap %s\n", om_version());
    return 0;
}
