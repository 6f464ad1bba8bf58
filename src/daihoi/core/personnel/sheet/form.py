"""The empty form: headings that the reading knows, and what is written below each."""

from daihoi.core.messages import N_
from daihoi.core.personnel.sheet.model import Field

# field → (heading, what is written, width in characters)
FORM: dict[Field, tuple[str, str, int]] = {
    Field.NUMBERING: (N_("Numbering"), N_("The number in the list"), 6),
    Field.NAME: (N_("Full name"), N_("Family name, middle name and given name"), 28),
    Field.SEX: (N_("Sex"), N_("Man or woman"), 10),
    Field.BORN: (N_("Month and year of birth"), N_("As 5/1975; where the month is not known, 1975"), 14),
    Field.ETHNICITY: (N_("Ethnicity"), N_("As in the identity papers"), 14),
    Field.HOME: (N_("Home place"), N_("Commune, district, province"), 30),
    Field.PROBATIONARY: (N_("Admitted to the Party on"), N_("The day of admission, as 3/2/1999"), 14),
    Field.OFFICIAL: (N_("Official member on"), N_("The day, as 3/2/2000"), 14),
    Field.SCHOOLING: (N_("General education"), N_("As 12/12"), 12),
    Field.DEGREE: (N_("Qualification"), N_("As: bachelor of economics, master of law"), 24),
    Field.THEORY: (N_("Level of political theory"), N_("Elementary, intermediate, advanced or bachelor"), 16),
    Field.POST: (N_("Present post and office"), N_("As it stands in the decision"), 34),
    Field.MEANT_FOR: (N_("Post that is proposed"), N_("Secretary, deputy secretary … ; several with commas"), 30),
    Field.RESTANDING: (N_("Stands again"), N_("x for whoever is in the committee of this term"), 10),
    Field.FIRST_TIME: (N_("Stands for the first time"), N_("x for everybody else"), 10),
    Field.COMMITTEE: (N_("For the committee"), N_("x"), 10),
    Field.STANDING_COMMITTEE: (N_("For the standing committee"), N_("x"), 10),
    Field.INSPECTION: (N_("For the inspection committee"), N_("x"), 10),
    Field.DELEGATION: (N_("For the delegation"), N_("x"), 10),
    Field.ALTERNATES: (N_("As alternate"), N_("x: alternate member of the delegation"), 10),
    Field.SURPLUS: (N_("As surplus"), N_("x for whoever is over the number to be elected"), 10),
    Field.NOT_LOCAL: (N_("Not a local"), N_("x for whoever does not come from here"), 10),
    Field.SPECIAL: (N_("Special case by decision"), N_("Number and day of the decision on the age"), 24),
    Field.NOTE: (N_("Remarks"), N_("Free text"), 24),
}
