#!/usr/bin/env bash
# Run something with the kernel built so that every access and every undefined operation is checked (AddressSanitizer,
# UBSan): the tests of all that it takes part in, or what is given to Python instead.
#
#     tests/sanitized.sh                                        the tests, for a night
#     tests/sanitized.sh -m tests.fuzz segments --seconds 600   anything else
#
# Needs gcc or clang (CXX), and a Python (PYTHON) that has the packages for the tests. The tree is left as it is: a copy of
# it is built in build/sanitized, where object files wait for the next time.
set -euo pipefail
cd "$(dirname "$0")/.."
python=${PYTHON:-python3}
compiler=${CXX:-g++}
copy=$PWD/build/sanitized
kernel=$copy/searchlib/codec/kernel
mkdir -p "$copy/objects"
rm -rf "$copy/searchlib" "$copy/tests"
cp -rp searchlib tests seeds docs pyproject.toml README.md "$copy"
rm -f "$kernel"/_kernel*.so
include=$("$python" -c 'import sysconfig; print(sysconfig.get_path("include"))')
flags="-std=c++17 -O1 -g -ffp-contract=off -fno-math-errno -fno-omit-frame-pointer -fsanitize=address,undefined"
flags="$flags -fno-sanitize-recover=all -D_GLIBCXX_ASSERTIONS -DPy_LIMITED_API=0x030B0000 -I$include -fPIC"
for source in "$kernel"/*.cpp; do
    object=$copy/objects/$(basename "$source" .cpp).o
    if [ ! -f "$object" ] || [ -n "$(find "$source" "$kernel"/*.hpp -newer "$object")" ]; then
        echo "$flags -c $source -o $object"
    fi
done | xargs -r -P 2 -L 1 "$compiler"
objects=()
for source in "$kernel"/*.cpp; do objects+=("$copy/objects/$(basename "$source" .cpp).o"); done
"$compiler" -shared -fsanitize=address,undefined "${objects[@]}" -o "$kernel/_kernel.abi3.so"

# What is preloaded must be there before Python; what Python itself keeps to the end is no leak of ours.
LD_PRELOAD="$("$compiler" -print-file-name=libasan.so) $("$compiler" -print-file-name=libubsan.so)"
export LD_PRELOAD PYTHONPATH=$copy PYTHONMALLOC=malloc SEARCHLIB_KERNEL=require
export ASAN_OPTIONS=detect_leaks=0:allocator_may_return_null=1 UBSAN_OPTIONS=print_stacktrace=1
cd "$copy"
if [ $# -gt 0 ]; then
    exec "$python" "$@"
fi
# All that may reach the kernel: tokens, building, merging, reading, asking, marking. Not the readers, not extraction,
# not the terminal. Nor what takes the time, which is another here.
reached=$(ls tests/property/test_*.py | grep -v -E 'test_(parse|read|clean|dates|extract_[a-z]*|topics|usual|space|fuzz)[.]py')
exec "$python" -m pytest -q -p no:cacheprovider -k "not linear_time" tests/unit/codec tests/unit/analyse tests/unit/query \
    tests/unit/indexing tests/unit/test_archive.py $reached tests/differential
