"""Hours of the day in which nobody is told of anything."""


def quiet_at(hours: str, hour: int) -> bool:
    """Tell whether an hour of the day lies in quiet hours as the settings write them: `22-6`, or `none`."""
    if hours == "none":
        return False
    begin, _, end = hours.partition("-")
    first, last = int(begin), int(end)
    return first <= hour < last if first < last else hour >= first or hour < last
