"""The people of the tests. Nobody real; numbers from the range kept for fiction."""

ROSA = "+15105550101"  # two children, a record, needs a bed
DEE = "+15105550102"  # a man, uses, wants detox
MARISOL = "+15105550103"  # writes in Spanish
TASHA = "+15105550104"  # trans, wary, swears
KIM = "+15105550105"  # sixteen
JO = "+15105550106"  # asks for a friend
LENA = "+15105550107"  # keeps coming back
