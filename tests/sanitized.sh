#!/usr/bin/env bash
# The tests of the kernel with every access and every undefined operation checked (AddressSanitizer, UBSan), in a copy
# of the tree. Needs gcc or clang, and a Python that has the packages for the tests: tests/sanitized.sh [python]
set -euo pipefail
cd "$(dirname "$0")/.."
python=${1:-python3}
compiler=${CXX:-g++}
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
cp -r searchlib tests seeds pyproject.toml "$copy"
kernel=$copy/searchlib/codec/kernel
rm -f "$kernel"/_kernel*.so
include=$("$python" -c 'import sysconfig; print(sysconfig.get_path("include"))')
"$compiler" -std=c++17 -O1 -g -ffp-contract=off -fno-omit-frame-pointer -fsanitize=address,undefined \
    -fno-sanitize-recover=all -D_GLIBCXX_ASSERTIONS -DPy_LIMITED_API=0x030B0000 -I"$include" -fPIC -shared \
    "$kernel"/*.cpp -o "$kernel/_kernel.abi3.so"
# what is preloaded must be there before Python; Python's own allocations at exit are no leaks of ours
LD_PRELOAD="$("$compiler" -print-file-name=libasan.so) $("$compiler" -print-file-name=libubsan.so)" \
    ASAN_OPTIONS=detect_leaks=0 PYTHONMALLOC=malloc PYTHONPATH=$copy SEARCHLIB_KERNEL=require \
    "$python" -m pytest -q -p no:cacheprovider --rootdir "$copy" -c "$copy/pyproject.toml" \
    "$copy/tests/unit/codec/test_kernel.py" "$copy/tests/property/test_kernel.py" \
    "$copy/tests/property/test_codec_packets.py" "$copy/tests/property/test_codec_rows.py" \
    "$copy/tests/property/test_codec_inverters.py" "$copy/tests/property/test_kernel_body.py" \
    "$copy/tests/property/test_tokens.py" "$copy/tests/unit/query/test_languages.py"
