"""Ten times a normal Monday, today: to see the desk under load."""

from collections.abc import Iterator

from seed.lives import Life
from seed.stories import demo
from seed.stories.scene import Scene


def tell(scene: Scene, *, inquiries: int) -> Iterator[Life]:
    """Everything arrives today, up to now, whatever the hour: at night the lines ring as well."""
    return demo.tell(scene, inquiries=inquiries, days=1, busy=True)
