"""What an account is for. One account has one role, so that no one signs in to two rooms at once."""

from typing import Literal, get_args

Role = Literal["maintainer", "mentor", "coordinator"]
ROLES: tuple[Role, ...] = get_args(Role)
ADMIN: frozenset[Role] = frozenset({"maintainer"})
DESK: frozenset[Role] = frozenset({"mentor", "coordinator"})
