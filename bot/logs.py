"""What is logged: names of events, never what a person wrote."""

import logging

import structlog


def quiet() -> None:
    """Hold Rasa to warnings. Unconfigured, structlog prints every debug line, with the person's words in it."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    for name in ("rasa", "rasa_sdk", "apscheduler", "matplotlib", "twilio"):
        logging.getLogger(name).setLevel(logging.WARNING)
