import numpy as np
import pytest

from evidence.estimators.running import BLOCK, RunningPair, RunningProduct, RunningSum, blocks


@pytest.mark.parametrize("size", [0, 1, BLOCK - 1, BLOCK, BLOCK + 1, 3 * BLOCK])
def test_blocks_cover_everything_once(size: int) -> None:
    numbers = np.arange(size)

    covered = [numbers[block] for block in blocks(size)]

    np.testing.assert_array_equal(np.concatenate([np.array([], dtype=np.int64), *covered]), numbers)
    assert all(part.size <= BLOCK for part in covered)


def test_running_sum_goes_on_where_it_ended() -> None:
    running = RunningSum()

    first, second = running.add(np.array([1.0, 2.0])), running.add(np.array([4.0]))

    assert [array.tolist() for array in (*first, *second)] == [[0, 1], [1, 3], [3], [7]]


def test_running_product_goes_on_where_it_ended() -> None:
    running = RunningProduct()

    first, second = running.multiply(np.array([0.5, 0.5])), running.multiply(np.array([0.0]))

    assert [array.tolist() for array in (*first, *second)] == [[1, 0.5], [0.5, 0.25], [0.25], [0]]


def test_running_pair_goes_on_where_it_ended() -> None:
    running = RunningPair()

    first = running.add(np.array([1.0, 2.0]), np.array([5.0, 0.0]))
    second = running.add(np.array([4.0]), np.array([7.0]))

    assert [array.tolist() for array in (*first, *second)] == [[0, 1 + 5j], [1 + 5j, 3 + 5j], [3 + 5j], [7 + 12j]]
