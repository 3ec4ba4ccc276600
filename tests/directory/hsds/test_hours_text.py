"""Hours as people write them."""

import pytest

from directory.hsds.hours_text import UnclearHours, hours_words, read_hours


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("Mon-Fri 09:00-17:00; Sat 10:00-14:00", "Mon-Fri 09:00-17:00; Sat 10:00-14:00"),
        ("24/7", "24/7"),
        ("Fri 20:00-02:00", "Fri 20:00-02:00"),
        ("M-F 9-5", "Mon-Fri 09:00-17:00"),
        ("Mon-Fri 9am-5pm", "Mon-Fri 09:00-17:00"),
        ("Tue & Thu 1pm - 5pm", "Tue, Thu 13:00-17:00"),
        ("daily 8:30am-noon", "Mon-Sun 08:30-12:00"),
        ("Mon-Fri 8am-12pm, 1pm-5pm", "Mon-Fri 08:00-12:00; Mon-Fri 13:00-17:00"),
        ("phone 24/7; Mon-Fri 9:00 am - 5:00 pm", "phone 24/7; Mon-Fri 09:00-17:00"),
        ("Sat-Mon 10:00-12:00", "Mon, Sat, Sun 10:00-12:00"),
        ("lun-vie 09:00-17:00", "Mon-Fri 09:00-17:00"),
        ("Sun closed", "Sun closed"),
        ("", ""),
    ],
)
def test_read(said: str, read: str) -> None:
    schedules = read_hours(said)
    assert hours_words(schedules) == read
    assert read_hours(read) == schedules


@pytest.mark.parametrize(
    "said",
    [
        "call",
        "M-F 9-5, closed noon-1",
        "Tue 1-5",
        "Mon",
        "9-5",
        "Mon 9-",
        "Mon 25:00-26:00",
        "Mon 9:75-10",
        "first Monday",
    ],
)
def test_what_could_mean_two_things_is_not_read(said: str) -> None:
    with pytest.raises(UnclearHours):
        read_hours(said)
