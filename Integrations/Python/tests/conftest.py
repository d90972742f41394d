import pytest

ENGLISH = [
    "The river rose on Monday. The town closed its bridge before noon. Nobody was hurt, the mayor said. Trains stopped.",
    "Shares fell after the merger was blocked. Analysts had expected the regulator to agree. The bank cut its forecast.",
    "The striker scored twice in the second half. The keeper saved a penalty. The champions lead the league by a point.",
]
NEWS = ENGLISH * 7 + ["A bridge over the river is closed again, and the river rises."]


@pytest.fixture
def english():
    return list(ENGLISH)


@pytest.fixture
def news():
    return list(NEWS)
