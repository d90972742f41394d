import pickle

import numpy as np
import pytest

import epitome
from epitome import TopicClassifier

WORDS = {
    "sport": "goal match striker league coach keeper season cup",
    "money": "shares bank profit market merger rates investors loan",
    "water": "river flood rain bridge dam storm coast tide",
}


def collection(seed, count):
    draw = np.random.default_rng(seed)
    labels = draw.choice(list(WORDS), count)
    texts = [" ".join(draw.choice(WORDS[label].split() + ["the", "of", "and", "was"], 12)) for label in labels]
    return texts, labels


def test_fit_and_predict():
    texts, labels = collection(1, 90)
    others, truth = collection(2, 40)
    model = TopicClassifier(folds=3).fit(texts, labels)
    assert model.classes_.tolist() == sorted(WORDS) and not model.multilabel_
    assert model.score(others, truth) > 0.95
    probabilities = model.predict_proba(others)
    assert probabilities.shape == (40, 3) and np.allclose(probabilities.sum(axis=1), 1, atol=1e-6)
    assert (model.classes_[probabilities.argmax(axis=1)] == model.predict(others)).all()
    assert model.decision_function(others).shape == (40, 3)
    assert (model.decision_function(others).argmax(axis=1) == probabilities.argmax(axis=1)).all()


def test_labels_keep_their_type():
    texts, labels = collection(3, 60)
    numbers = np.array([10 if label == "sport" else 9 if label == "money" else 100 for label in labels])
    model = TopicClassifier(folds=0).fit(texts, numbers)
    assert model.classes_.tolist() == [9, 10, 100] and model.predict(texts).dtype == numbers.dtype
    assert (model.predict(texts) == numbers).mean() > 0.95


def test_several_labels():
    texts, labels = collection(4, 90)
    both = [[label, "wet"] if label == "water" else [label] for label in labels]
    model = TopicClassifier().fit(texts, both)
    assert model.multilabel_ and model.classes_.tolist() == ["money", "sport", "water", "wet"]
    right = sum(sorted(found) == sorted(true) for found, true in zip(model.predict(texts), both))
    assert right > 85


def test_unknown_texts_and_thresholds():
    texts, labels = collection(5, 90)
    model = TopicClassifier().fit(texts, labels)
    assert model.predict(["zzz qqq"], threshold=0.5).tolist() == [None]
    assert model.predict([texts[0]], threshold=0.5).tolist() == [labels[0]]
    assert model.predict(["zzz qqq"])[0] in WORDS


def test_models_travel_as_bytes(tmp_path):
    texts, labels = collection(6, 90)
    model = TopicClassifier().fit(texts, labels)
    expected = model.predict_proba(texts)
    assert np.array_equal(pickle.loads(pickle.dumps(model)).predict_proba(texts), expected)
    model.save(tmp_path / "model.safetensors")
    assert np.array_equal(TopicClassifier.load(tmp_path / "model.safetensors").predict_proba(texts), expected)
    assert np.array_equal(TopicClassifier(threads=1).fit(texts, labels).predict_proba(texts), expected)
    for bad in (b"", b"nonsense", model.to_bytes()[:-7]):
        with pytest.raises(ValueError):
            TopicClassifier.from_bytes(bad)


def test_shipped_models():
    model = TopicClassifier.shipped("news-topics")
    assert "sport" in model.classes_
    assert model.predict(["The striker scored twice and the keeper saved a penalty in the league match."])[0] == "sport"
    with pytest.raises(ValueError, match="encyclopedia"):
        TopicClassifier.shipped("astrology")


def test_what_cannot_be_learned_is_said():
    with pytest.raises(ValueError, match="inconsistent numbers"):
        TopicClassifier().fit(["a text"], [])
    with pytest.raises(ValueError):
        TopicClassifier().fit(["a text", "another text"], ["x", "x"])
    with pytest.raises(ValueError):
        TopicClassifier().fit([], [])
    with pytest.raises(ValueError, match="cost"):
        TopicClassifier(cost=-1).fit(["river flood", "goal match"], ["a", "b"])
    with pytest.raises(TypeError, match="text 1 is None"):
        TopicClassifier().fit(["river", None], ["a", "b"])
    with pytest.raises(Exception, match="not fitted"):
        TopicClassifier().predict(["a"])


def test_scikit_learns_tools_take_it():
    pytest.importorskip("sklearn")
    from sklearn.base import clone, is_classifier
    from sklearn.model_selection import GridSearchCV, cross_val_score
    from sklearn.utils.validation import check_is_fitted

    texts, labels = collection(7, 60)
    model = TopicClassifier(folds=0)
    assert is_classifier(model) and clone(model).get_params() == model.get_params()
    assert cross_val_score(model, texts, labels, cv=3).mean() > 0.9
    search = GridSearchCV(model, {"cost": [0.1, 1.0]}, cv=2).fit(texts, labels)
    assert search.best_score_ > 0.9 and (search.predict(texts) == labels).mean() > 0.9
    check_is_fitted(search.best_estimator_)


def test_progress_of_training():
    texts, labels = collection(8, 90)
    seen = []
    TopicClassifier().fit(texts, labels, progress=lambda done, total: seen.append(done))
    assert seen

    def stop(done, total):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        TopicClassifier(tuned=True).fit(texts, labels, progress=stop)
    assert epitome.TopicClassifier is TopicClassifier
