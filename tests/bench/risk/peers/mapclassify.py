"""The exact natural breaks of PySAL's mapclassify on a file of doubles: time and sum of squares.

usage: mapclassify.py SOURCE VALUES CLASSES      with SOURCE a folder with mapclassify's sources

Only the function behind FisherJenks is taken from there, with its own decorator, so that none of
what the package needs for drawing has to be installed. Compiled with numba where that is installed.
"""

import ast
import sys
import time

import numpy as np

try:
    from numba import njit

    compiled = 1
except ImportError:
    compiled = 0

    def njit(_signature):
        return lambda function: function


def fisher_jenks(source):
    with open(source + "/mapclassify/classifiers.py", encoding="utf-8") as file:
        tree = ast.parse(file.read())
    (found,) = (
        node
        for node in tree.body
        if isinstance(node, ast.FunctionDef) and node.name == "_fisher_jenks_means"
    )
    names = {"np": np, "njit": njit}
    exec(compile(ast.Module([found], []), "classifiers.py", "exec"), names)
    return names["_fisher_jenks_means"]


values = np.sort(np.fromfile(sys.argv[2]))
classes = int(sys.argv[3])
find = fisher_jenks(sys.argv[1])
find(np.arange(float(classes + 1)), np.uint16(classes))
start = time.monotonic()
limits = find(values, np.uint16(classes))
seconds = time.monotonic() - start
which = np.searchsorted(limits, values)
squares = sum(((values[which == c] - values[which == c].mean()) ** 2).sum() for c in set(which))
print(f"figure mapclassify_time {seconds:.6g} s")
print(f"figure mapclassify_squares {squares:.9g} ")
print(f"figure mapclassify_compiled {compiled} ")
