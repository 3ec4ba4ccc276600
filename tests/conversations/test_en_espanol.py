"""In Spanish, in both at once, and from one to the other."""

from tests.cast import JO, MARISOL, ROSA
from tests.conversations.people import HERE, People


def test_dice_hola(person: People) -> None:
    marisol = person(MARISOL).texts("hola").hears("AYUDA", "ALTO")
    assert marisol.segments == 1


def test_pide_una_cama(person: People) -> None:
    person(MARISOL).texts("hola", "necesito una cama").hears("ZIP").texts(HERE).hears("202-555", "visto")


def test_pide_comida_y_un_abogado_en_spanglish(person: People) -> None:
    marisol = person(MARISOL).texts("necesito comida y un lawyer pls").needs("food", "legal").hears("ZIP")
    marisol.texts(HERE).hears("202-555", "mas datos")


def test_tiene_dos_hijos(person: People) -> None:
    marisol = person(MARISOL).texts(f"necesito donde dormir con mis dos hijos {HERE}").hears("con niños")
    marisol.is_not_offered("pe-quiet-bay", "pe-open-cove")


def test_pregunta_por_una_amiga(person: People) -> None:
    jo = person(JO).texts("mi amiga necesita una cama, tiene dos niños", HERE).hears("con niños")
    jo.does_not_hear("contigo")


def test_mira_mas_y_elige(person: People) -> None:
    marisol = person(MARISOL).texts(f"necesito comida {HERE}")
    seen = marisol.last.services
    marisol.texts("MAS").is_not_offered(*seen).texts("2").hears("ATRAS")


def test_pregunta_como_llegar_y_vuelve(person: People) -> None:
    marisol = person(MARISOL).texts(f"necesito un doctor cerca de {HERE}")
    seen = marisol.last.services
    marisol.texts("1", "como llego").hears(", Port Ellis").texts("ATRAS").is_offered(*seen)


def test_le_dijeron_que_no(person: People) -> None:
    marisol = person(MARISOL).texts(f"necesito una cama {HERE}")
    first = marisol.last.services[0]
    marisol.texts("NO 1").hears("Siento").is_not_offered(first).hears("202-555")


def test_borra_todo(person: People) -> None:
    marisol = person(MARISOL).texts(f"necesito una cama {HERE}", "BORRAR").needs()
    marisol.hears_something_to_do()


def test_pregunta_quien_ve_esto(person: People) -> None:
    person(MARISOL).texts("hola", "guardas mi numero?").hears("72 h", "BORRAR")


def test_pregunta_si_es_policia(person: People) -> None:
    person(MARISOL).texts("hola", "eres policia?").hears("no hay policia").gets_no_lines()


def test_changes_to_spanish_in_the_middle(person: People) -> None:
    rosa = person(ROSA).texts(f"need a bed {HERE}")
    seen = rosa.last.services
    rosa.texts("ESPANOL").hears("mas datos").is_offered(*seen).texts("ENGLISH").hears("more on one").is_offered(*seen)


def test_the_question_comes_along_into_the_other_language(person: People) -> None:
    rosa = (
        person(ROSA).texts(f"need a bed {HERE}").hears("Kids with you?").texts("ESPANOL").hears("¿Hay niños contigo?")
    )
    rosa.texts("si").hears("con niños")


def test_esta_en_peligro(person: People) -> None:
    person(MARISOL).texts("me quiero matar").gets_lines("suicide").hears("988")


def test_escribe_sin_acentos_y_con_faltas(person: People) -> None:
    person(MARISOL).texts(f"nesecito un avogado {HERE}").hears("202-555")


def test_stays_in_spanish_when_one_word_is_english(person: People) -> None:
    person(MARISOL).texts("hola", "necesito ayuda con mi rent", HERE).hears("visto")


def test_empieza_de_nuevo(person: People) -> None:
    person(MARISOL).texts(f"necesito una cama {HERE}", "NUEVO").needs().texts("comida", HERE).needs("food")


def test_pide_una_mentora(person: People) -> None:
    person(MARISOL).texts("MENTORA").hears_something_to_do()
