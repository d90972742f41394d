"""scikit-learn's own contract: its tests of text, and its checks of estimators, with our classes in place."""
import pathlib
import re
import subprocess
import sys

import pytest

sklearn = pytest.importorskip("sklearn")
from sklearn.utils.estimator_checks import check_estimator  # noqa: E402

import epitome  # noqa: E402

HERE = pathlib.Path(__file__).parent


def test_its_own_tests_pass():
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "swap_vectorizers", "-p", "no:cacheprovider", "-c", "/dev/null",
         "--pyargs", "sklearn.feature_extraction.tests.test_text"],
        env={"PYTHONPATH": str(HERE), "PATH": "/usr/bin:/bin"}, capture_output=True, text=True, timeout=300)
    end = run.stdout[-3000:]
    assert run.returncode == 0, end
    passed = int(re.search(r"(\d+) passed", end)[1])
    assert "failed" not in end and passed >= 100, end
    native = int(re.search(r"(\d+) native", end)[1])
    others = sum(int(count) for count in re.findall(r"(\d+) left to scikit-learn", end))
    # The rest are analyzers, tokenizers and preprocessors that are functions, and characters across words.
    assert native > others, end


@pytest.mark.parametrize("kind", ["CountVectorizer", "TfidfVectorizer", "HashingVectorizer", "TfidfTransformer"])
def test_estimator_checks(kind):
    check_estimator(getattr(epitome, kind)())
