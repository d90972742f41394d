"""Builds the extension for the wheel, and gives the wheel the tag of the limited API."""
import importlib.util
import pathlib
import platform

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class NativeHook(BuildHookInterface):
    def initialize(self, version, build_data):
        path = pathlib.Path(self.root) / "native" / "build.py"
        spec = importlib.util.spec_from_file_location("epitome_native_build", path)
        native = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(native)
        module = native.build(pathlib.Path(self.root) / "build")
        major, minor = native.glibc(module)
        build_data["pure_python"] = False
        build_data["tag"] = f"cp310-abi3-manylinux_{major}_{minor}_{platform.machine()}"
        build_data["force_include"][str(module)] = "epitome/_epitome.abi3.so"
