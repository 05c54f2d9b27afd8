"""Made-up names and words of a northern municipality. Nobody in particular is meant."""

SURNAMES = [
    "Aaltola", "Ahopelto", "Alakorpi", "Ervasti", "Haapakangas", "Harjumaa", "Heikkinen", "Hiltula",
    "Honkasalo", "Hyry", "Illikainen", "Jokipelto", "Juntunen", "Jurmu", "Jylhänkangas", "Kaarre",
    "Karjalanvaara", "Kellola", "Kemppainen", "Kinnula", "Koivukangas", "Kokko", "Korpiniemi", "Kuha",
    "Kurtti", "Kähkölä", "Lantto", "Lehtovaara", "Luokkala", "Manninen", "Matala", "Metsävainio",
    "Mursu", "Niemelä", "Nivakoski", "Ojalehto", "Outila", "Parkkila", "Pelttari", "Perttunen", "Piri",
    "Puhakka", "Puurunen", "Pätsi", "Rajala", "Riepula", "Ronkainen", "Rusila", "Räisänen", "Saarela",
    "Salmela", "Sarajärvi", "Savilampi", "Siivola", "Similä", "Sipola", "Takkinen", "Timonen",
    "Tolonen", "Törmänen", "Ukkola", "Vaarala", "Valkola", "Väyrynen", "Ylitalo", "Åkerfelt",
    "Öhmanjoki",
]  # fmt: skip
WOMEN = [
    "Aino", "Anneli", "Aune", "Eila", "Elina", "Eveliina", "Hanna", "Helmi", "Iida", "Inkeri", "Irja",
    "Johanna", "Kaarina", "Kaisa", "Katariina", "Kirsi", "Leena", "Liisa", "Maarit", "Maija",
    "Marjatta", "Minna", "Niina", "Noora", "Oona", "Paula", "Pirkko", "Päivi", "Raija", "Riikka",
    "Saara", "Sanna", "Satu", "Sirpa", "Taina", "Tiina", "Tuulikki", "Ulla", "Venla", "Åsa",
]  # fmt: skip
MEN = [
    "Aarne", "Antti", "Eero", "Eino", "Erkki", "Esa", "Hannu", "Heikki", "Ilkka", "Jaakko", "Jani",
    "Jarmo", "Jouko", "Juha", "Jukka", "Kalevi", "Kari", "Kimmo", "Lauri", "Markku", "Matti", "Mika",
    "Niko", "Olavi", "Oskari", "Paavo", "Pauli", "Pekka", "Pertti", "Petri", "Raimo", "Reijo", "Risto",
    "Sakari", "Sami", "Seppo", "Tapio", "Teemu", "Timo", "Toivo", "Tuomas", "Veikko", "Ville", "Yrjö",
]  # fmt: skip
# Each with its genitive, which associations are named by.
VILLAGES = {
    "Aittovaara": "Aittovaaran",
    "Hetekylä": "Hetekylän",
    "Honkaniemi": "Honkaniemen",
    "Isosuo": "Isosuon",
    "Jaurakka": "Jaurakan",
    "Kallioperä": "Kallioperän",
    "Kipinälampi": "Kipinälammen",
    "Kirkonkylä": "Kirkonkylän",
    "Kuusijoki": "Kuusijoen",
    "Kynkäänperä": "Kynkäänperän",
    "Latvakoski": "Latvakosken",
    "Leppävaara": "Leppävaaran",
    "Livojärvi": "Livojärven",
    "Mustalampi": "Mustalammen",
    "Naamanka": "Naamangan",
    "Ojankylä": "Ojankylän",
    "Petäjävaara": "Petäjävaaran",
    "Rytinki": "Rytingin",
    "Sammalmaa": "Sammalmaan",
    "Siirtolanranta": "Siirtolanrannan",
    "Syväjärvi": "Syväjärven",
    "Sääskelä": "Sääskelän",
    "Taivalperä": "Taivalperän",
    "Tuulijärvi": "Tuulijärven",
    "Ukonvaara": "Ukonvaaran",
    "Vengaslampi": "Vengaslammen",
    "Viinikoski": "Viinikosken",
    "Ylikylä": "Ylikylän",
}
ASSOCIATIONS = (
    "{of_village} kyläyhdistys ry",
    "{of_village} kyläseura ry",
    "{of_village} erämiehet ry",
    "{of_village} maamiesseura ry",
)
WORKS = {
    "hall": (
        "kylätalon katon korjaus",
        "kylätalon maalaus",
        "kylätalon ikkunoiden kunnostus",
        "tuvan lattian hionta",
    ),
    "buildings": ("rantasaunan kunnostus", "aitan siirto", "liiterin rakentaminen", "laiturin korjaus"),
    "service": (
        "lumityöt vanhuksille",
        "polttopuiden teko",
        "kirjastokyyti",
        "nurmikonleikkuu",
        "ruokapalvelu",
    ),
    "trails": ("pitkospuiden uusiminen", "laavun kunnostus", "opasteiden teko"),
    "environment": ("rannan raivaus", "puiden kaato", "maiseman hoito", "matonpesupaikan siivous"),
}
NOTES = (
    "lumityöt", "polttopuut", "nurmikot", "asiointiapu", "kylätalon kunnostus", "pitkospuut",
    "laavun kunnostus", "maalaus", "rannan raivaus", "latu-ura", "siivous", "remonttiapu",
)  # fmt: skip
AGREEMENTS = ("Kiinteistöpalveluala", "Maaseutuelinkeinot", "Yksityinen sosiaalipalveluala")
BUSINESSES = (
    "Metsäpalvelu Honka Oy",
    "Kahvila Tuulikki",
    "Korjaamo Kurki Oy",
    "Pohjolan Piha Oy",
    "Leipomo Rieska",
)
