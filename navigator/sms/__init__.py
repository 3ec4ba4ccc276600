"""What is particular to text messages: the alphabet, the segments, the fitting, and the words carriers reserve."""

from navigator.sms.gsm7 import is_gsm7, to_gsm7
from navigator.sms.segments import segments

__all__ = ["is_gsm7", "segments", "to_gsm7"]
