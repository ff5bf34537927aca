from wizard.ui.charts.decimation import decimated


def _points(count):
    return [(float(at), at * 7919 % 1009 / 1009) for at in range(count)]


def test_few_points_stay_as_they_are():
    points = _points(40)
    assert decimated(points, 100) is points


def test_of_many_points_at_most_about_two_a_column_are_left_in_their_order():
    kept = decimated(_points(10_000), 200)
    assert len(kept) <= 2 * 200 + 4
    assert kept == sorted(kept)


def test_the_greatest_and_the_least_value_are_always_left():
    points = _points(10_000)
    points[4_321] = (4_321.0, 99.0)
    points[4_322] = (4_322.0, -99.0)
    kept = decimated(points, 100)
    assert (4_321.0, 99.0) in kept
    assert (4_322.0, -99.0) in kept


def test_the_first_and_the_last_point_are_left():
    points = _points(5_000)
    kept = decimated(points, 60)
    assert (kept[0], kept[-1]) == (points[0], points[-1])
