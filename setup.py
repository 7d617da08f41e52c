"""Build the compiled kernel where there is a compiler; without one the package installs and is slower.

SEARCHLIB_KERNEL=require makes a failing build fail the installation, =off leaves it out. The rest is in pyproject.toml.
"""

import os
import sys
from pathlib import Path

from setuptools import Extension, setup
from setuptools.command.build_ext import build_ext
from setuptools.errors import LinkError

KERNEL = Path("searchlib", "codec", "kernel")
STABLE_FROM = "0x030B0000"
"""Python 3.11: the first whose stable interface has buffers."""
WISH = os.environ.get("SEARCHLIB_KERNEL", "")
MICROSOFT = ["/std:c++17", "/O2", "/fp:precise", "/EHsc"]
OTHERS = ["-std=c++17", "-O3", "-ffp-contract=off", "-fno-math-errno", "-fvisibility=hidden", "-Wall", "-Wextra", "-g0"]
"""Without what a debugger wants, which Python asks for: 19 of the 20 MB that the kernel would have."""

STATIC = ["-static-libstdc++", "-Wl,--exclude-libs,ALL"] if sys.platform.startswith("linux") else []
"""The library of C++ goes into the kernel, seen by nobody else: to find and load it takes longer than the kernel.

Never libgcc, too: an exception that passes through `std::call_once`, which is the C library's, needs the unwinder that
all of the process share, or it ends the process.
"""


class BuildKernel(build_ext):
    """Chooses the options of the compiler that is found."""

    def build_extension(self, ext: Extension) -> None:
        """Build with the options of the compiler that was found."""
        ext.extra_compile_args = MICROSOFT if self.compiler.compiler_type == "msvc" else OTHERS
        ext.extra_link_args = STATIC
        try:
            super().build_extension(ext)
        except LinkError:  # not every system has it to be linked
            if not STATIC:
                raise
            ext.extra_link_args = []
            super().build_extension(ext)


extension = Extension(
    "searchlib.codec.kernel._kernel",
    sources=sorted(map(str, KERNEL.glob("*.cpp"))),
    depends=sorted(map(str, KERNEL.glob("*.hpp"))),
    define_macros=[("Py_LIMITED_API", STABLE_FROM)],
    py_limited_api=True,
    optional=WISH != "require",
    language="c++",
)
stable = sys.implementation.name == "cpython"
setup(
    ext_modules=[] if WISH == "off" else [extension],
    cmdclass={"build_ext": BuildKernel},
    options={"bdist_wheel": {"py_limited_api": "cp311"}} if stable and WISH != "off" else {},
)
