"""Every setting, typed and documented once: `navigator doctor` prints this table and a test holds docs/ to it."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path

from navigator.errors import SettingsError


def _setting(env: str, default: str, about: str, *, secret: bool = False, required: bool = False) -> str:
    meta = {"env": env, "about": about, "secret": secret, "required": required}
    value: str = field(default=default, metadata=meta)
    return value


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Values as given; the properties below read them. `required` ones must be set outside demo mode."""

    home: str = _setting("NAVIGATOR_HOME", "./var", "folder for the database, models in use and keys of the demo")
    database: str = _setting("NAVIGATOR_DATABASE_URL", "", "database; empty means SQLite under NAVIGATOR_HOME")
    apart: str = _setting(
        "NAVIGATOR_APART_DATABASE_URL", "", "database that is never backed up; empty means apart.db in NAVIGATOR_HOME"
    )
    model: str = _setting("NAVIGATOR_MODEL", "models", "a trained model file, or the folder whose newest is used")
    secret_keys: str = _setting(
        "NAVIGATOR_SECRET_KEYS", "", "sealing keys, newest first, commas between", secret=True, required=True
    )
    pseudonym_key: str = _setting(
        "NAVIGATOR_PSEUDONYM_KEY", "", "key for opt-outs; never rotated", secret=True, required=True
    )
    public_url: str = _setting(
        "NAVIGATOR_PUBLIC_URL", "", "address the world reaches this server by, as Twilio signs it"
    )
    country: str = _setting("NAVIGATOR_COUNTRY", "us", "country whose crisis lines are given, ISO 3166 in lower case")
    timezone: str = _setting("NAVIGATOR_TIMEZONE", "America/Los_Angeles", "time zone for hours and quiet times")
    retention_hours: str = _setting("NAVIGATOR_RETENTION_HOURS", "72", "hours after which a quiet conversation is gone")
    burst_seconds: str = _setting(
        "NAVIGATOR_BURST_SECONDS", "1.2", "seconds a text waits for the next one of the same breath; 0 waits for none"
    )
    twilio_account_sid: str = _setting("TWILIO_ACCOUNT_SID", "", "Twilio account")
    twilio_auth_token: str = _setting(
        "TWILIO_AUTH_TOKEN", "", "Twilio token that signs webhooks", secret=True, required=True
    )
    twilio_auth_token_secondary: str = _setting(
        "TWILIO_AUTH_TOKEN_SECONDARY", "", "second Twilio token while one is being changed", secret=True
    )
    twilio_number: str = _setting("TWILIO_NUMBER", "", "the number people text")
    twilio_messaging_service_sid: str = _setting("TWILIO_MESSAGING_SERVICE_SID", "", "messaging service, if used")
    twilio_api_base: str = _setting("TWILIO_API_BASE", "https://api.twilio.com", "where Twilio's API is reached")
    reporting_text: str = _setting(
        "NAVIGATOR_REPORTING_TEXT",
        "",
        "file: what mentors and the programme must by law report, dated, approved by counsel",
        required=True,
    )
    mentor_hours: str = _setting(
        "NAVIGATOR_MENTOR_HOURS", "", "hours of the mentor programme as people are told them; empty: not fixed"
    )
    demo: bool = False

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None, *, demo: bool = False) -> "Settings":
        """Reads the environment; raises :class:`SettingsError` naming every problem in one line."""
        env = os.environ if environment is None else environment
        given = {f.name: env[f.metadata["env"]] for f in fields(cls) if env.get(f.metadata.get("env", ""))}
        settings = cls(**given, demo=demo)
        problems = settings.problems()
        if problems:
            raise SettingsError("; ".join(problems))
        return settings

    def problems(self) -> list[str]:
        """What is missing or wrong, a phrase each, naming the setting; empty when the server can start."""
        found = []
        if not self.demo:
            missing = [
                f.metadata["env"] for f in fields(self) if f.metadata.get("required") and not getattr(self, f.name)
            ]
            if missing:
                found.append("missing: " + ", ".join(missing))
        if not self.retention_hours.isdecimal() or int(self.retention_hours) == 0:
            found.append("NAVIGATOR_RETENTION_HOURS must be a whole number of hours above 0")
        if not _is_number(self.burst_seconds):
            found.append("NAVIGATOR_BURST_SECONDS must be a number of seconds, 0 or more")
        return found

    @property
    def home_folder(self) -> Path:
        return Path(self.home)

    @property
    def database_url(self) -> str:
        return self.database or f"sqlite:///{self.home_folder / 'navigator.db'}"

    @property
    def model_path(self) -> Path:
        return Path(self.model)

    @property
    def weights(self) -> Path:
        """Folder of the trained parts that are no Rasa model: the safety classifier and the name finder."""
        return self.model_path.parent if self.model_path.is_file() else self.model_path

    @property
    def safety_folder(self) -> Path:
        return self.weights / "safety"

    @property
    def scrub_folder(self) -> Path:
        return self.weights / "scrub"

    @property
    def apart_url(self) -> str:
        return self.apart or f"sqlite:///{self.home_folder / 'apart.db'}"

    @property
    def keys(self) -> tuple[str, ...]:
        """Sealing keys, newest first."""
        return tuple(key.strip() for key in self.secret_keys.split(",") if key.strip())

    @property
    def burst(self) -> float:
        """Seconds."""
        return float(self.burst_seconds)

    @property
    def retention(self) -> int:
        """Hours."""
        return int(self.retention_hours)


def _is_number(text: str) -> bool:
    return text.replace(".", "", 1).isdecimal()
