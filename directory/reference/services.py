"""The texts of the menukaart, in plain Dutch (B1) and English."""

from dataclasses import dataclass, replace

RESIDENT = ("resident",)
EMPLOYER = ("employer",)
BOTH = ("resident", "employer")
ALL_LOCATIONS = ("almelo", "enschede", "hengelo")


@dataclass(frozen=True)
class Row:
    """One service: who offers it, what it is, for whom, under which function and themes."""

    slug: str
    organization: str
    name: str
    name_en: str
    text: str
    text_en: str
    audiences: tuple[str, ...]
    function: str
    themes: tuple[str, ...]
    who: str = ""
    who_en: str = ""
    how: str = ""
    how_en: str = ""
    costs: str = "Gratis"
    costs_en: str = "Free"
    areas: tuple[str, ...] = ()
    locations: tuple[str, ...] = ()

    def for_municipality(self, code: str, name: str) -> "Row":
        """This row for the residents of one municipality: `{name}` and `{code}` filled in."""
        texts = ("slug", "organization", "name", "name_en", "text", "text_en", "who", "who_en")
        filled = {field: getattr(self, field).format(name=name, code=code) for field in texts}
        filled["slug"] = filled["slug"].lower().replace(" ", "-")
        return replace(self, **filled, areas=(code,))


LOCAL_HELP = Row(
    "werk-en-bijstand-{name}",
    "gemeente-{code}",
    "Werk en bijstand in {name}",
    "Work and social assistance in {name}",
    "De gemeente helpt u aan werk als u bijstand heeft, of geen werk en geen uitkering. U krijgt een vaste "
    "contactpersoon. Ook als u nieuw bent in Nederland en wilt inburgeren, begint u hier.",
    "The municipality helps you to find work if you have social assistance, or no work and no benefit. You get one "
    "contact person. Newcomers to the Netherlands who have to integrate (inburgeren) start here too.",
    RESIDENT,
    "reintegration",
    ("find_work", "debts_income"),
    "U woont in {name}.",
    "You live in {name}.",
)
DEBT_HELP = Row(
    "hulp-bij-schulden-{name}",
    "schuldhulp-{code}",
    "Hulp bij schulden in {name}",
    "Help with debts in {name}",
    "Kunt u uw rekeningen niet betalen? Wij maken samen een plan, praten met de bedrijven die geld van u krijgen, en "
    "zorgen dat u rust krijgt. Hoe eerder u belt, hoe meer er kan.",
    "Can you not pay your bills? Together we make a plan, we talk to the companies that you owe money, and give you "
    "peace of mind. The earlier you call, the more is possible.",
    RESIDENT,
    "referral",
    ("debts_income",),
    "U woont in {name}. Ook als u werkt of een eigen bedrijf heeft.",
    "You live in {name}. Also if you have a job or your own business.",
    "Bel ons, of laat het Werkcentrum u in contact brengen.",
    "Call us, or let the Werkcentrum bring us in contact.",
)

ROWS = [
    # Werkcentrum
    Row(
        "inloopspreekuur",
        "werkcentrum",
        "Binnenlopen met uw vraag",
        "Walk in with your question",
        "Loop binnen met elke vraag over werk of leren. U hoeft geen afspraak te maken en niets mee te nemen. Een "
        "adviseur helpt u direct, of zoekt uit wie u verder helpt.",
        "Walk in with any question about work or learning. You do not need an appointment and there is nothing you "
        "have to bring. An advisor helps you at once, or finds out who can.",
        BOTH,
        "career_guidance",
        ("other", "find_work", "training"),
        how="Kom langs tijdens de openingstijden.",
        how_en="Come in during opening hours.",
        locations=ALL_LOCATIONS,
    ),
    Row(
        "loopbaangesprek",
        "werkcentrum",
        "Gesprek over werk en leren",
        "A conversation about work and learning",
        "In ongeveer een uur kijkt u met een adviseur wat u kunt en wat u wilt. Daarna weet u welke stap u kunt "
        "zetten. Dit gesprek hoort ook bij een aanvraag voor een scholingscheque.",
        "In about an hour you look with an advisor at what you can do and what you want. After that you know which "
        "step to take. This conversation is also part of an application for a training voucher.",
        RESIDENT,
        "career_guidance",
        ("orientation", "training", "training_funding"),
        locations=ALL_LOCATIONS,
    ),
    Row(
        "hulp-bij-solliciteren",
        "werkcentrum",
        "Hulp bij cv en sollicitatiebrief",
        "Help with your CV and letter",
        "Wij lezen uw cv en uw brief en zeggen wat beter kan. Wij oefenen ook een gesprek met u.",
        "We read your CV and letter and tell you what could be better. We also practise a job interview with you.",
        RESIDENT,
        "placement",
        ("application_skills", "vacancies", "find_work"),
        locations=ALL_LOCATIONS,
    ),
    Row(
        "vacatures-in-twente",
        "werkcentrum",
        "Vacatures in Twente",
        "Vacancies in Twente",
        "Welke banen zijn er bij u in de buurt? Wij zoeken met u mee en weten ook van banen waarvoor u nog mag leren.",
        "Which jobs are there near you? We search with you, and also know of jobs for which you may still learn.",
        RESIDENT,
        "placement",
        ("vacancies", "find_work"),
        locations=ALL_LOCATIONS,
    ),
    Row(
        "kansrijke-beroepen",
        "werkcentrum",
        "Beroepen met kans op werk",
        "Occupations with good prospects",
        "In welke beroepen zijn in Twente mensen nodig? Wij laten het zien en vertellen wat u ervoor moet kunnen.",
        "In which occupations does Twente need people? We show you, and tell you what you need for them.",
        BOTH,
        "labour_market_information",
        ("orientation", "vacancies", "find_staff"),
    ),
    # UWV
    Row(
        "werk-vinden-met-ww",
        "uwv",
        "Werk zoeken met een WW-uitkering",
        "Looking for work with a WW benefit",
        "UWV helpt u bij het zoeken naar werk. U krijgt een adviseur, trainingen en tips. Soms mag u een opleiding "
        "doen en uw uitkering houden.",
        "UWV helps you to look for work. You get an advisor, workshops and tips. Sometimes you may do a training and "
        "keep your benefit.",
        RESIDENT,
        "reintegration",
        ("find_work", "vacancies", "training"),
        "U heeft een WW-uitkering, of u vraagt die aan.",
        "You have a WW benefit, or apply for one.",
    ),
    Row(
        "werken-met-wia-of-wajong",
        "uwv",
        "Werken met een WIA- of Wajong-uitkering",
        "Working with a WIA or Wajong benefit",
        "Wilt u werken, maar kunt u niet alles? Een arbeidsdeskundige kijkt met u wat wel kan en welke hulp u krijgt.",
        "Do you want to work, but can you not do everything? An occupational expert looks with you at what is "
        "possible and which help you get.",
        RESIDENT,
        "reintegration",
        ("health_limitation", "find_work"),
        "U heeft een WIA-, Wajong- of Ziektewet-uitkering.",
        "You have a WIA, Wajong or Ziektewet benefit.",
    ),
    Row(
        "hulpmiddelen-op-het-werk",
        "uwv",
        "Hulpmiddelen op uw werk",
        "Aids at your work",
        "Een aangepaste stoel, een tolk, vervoer of iemand die u begeleidt: UWV kan het betalen als u het nodig "
        "heeft om te werken.",
        "An adapted chair, an interpreter, transport or somebody who coaches you: UWV can pay for it if you need it "
        "to work.",
        BOTH,
        "facilities",
        ("health_limitation", "inclusive_employment"),
    ),
    Row(
        "scholing-met-behoud-van-ww",
        "uwv",
        "Scholing met een uitkering van UWV",
        "Training with a benefit of UWV",
        "Past een opleiding bij een baan met kans op werk? Dan kan UWV de opleiding betalen of eraan meebetalen.",
        "Does a training lead to an occupation with good prospects? Then UWV may pay for it, or for a part of it.",
        RESIDENT,
        "facilities",
        ("training_funding", "training"),
        "U heeft een uitkering van UWV.",
        "You have a benefit of UWV.",
    ),
    # Werkplein and WSP
    Row(
        "bemiddeling-naar-werk",
        "werkplein",
        "Bemiddeling naar een baan",
        "Finding a job together",
        "Wij zoeken met u naar een baan en praten met werkgevers. Ook na de start blijven wij een tijd bereikbaar, "
        "voor u en voor uw werkgever.",
        "We look for a job with you and talk to employers. After you have started we stay available for a while, for "
        "you and for your employer.",
        RESIDENT,
        "placement",
        ("find_work", "vacancies"),
        locations=ALL_LOCATIONS,
    ),
    Row(
        "proefplaatsing",
        "werkplein",
        "Proefplaatsing: eerst kijken of het past",
        "Trial placement: see first whether it fits",
        "U werkt een paar weken bij een bedrijf en houdt uw uitkering. Zo weten u en de werkgever of het past.",
        "You work at a company for a few weeks and keep your benefit. So you and the employer know whether it fits.",
        BOTH,
        "placement",
        ("find_work", "find_staff", "inclusive_employment"),
        "U heeft een uitkering van UWV of van uw gemeente.",
        "You have a benefit of UWV or of your municipality.",
    ),
    Row(
        "personeel-vinden",
        "wsp",
        "Personeel vinden in Twente",
        "Finding staff in Twente",
        "Wij zoeken met u naar mensen, ook naar mensen die nog moeten leren. U krijgt één adviseur voor alle vragen.",
        "We look for people with you, also for people who still have to learn. You get one advisor for all your "
        "questions.",
        EMPLOYER,
        "employer_services",
        ("find_staff",),
    ),
    Row(
        "werkplekken-voor-iedereen",
        "wsp",
        "Werkplekken voor mensen met een beperking",
        "Jobs for people with a disability",
        "Wij kijken in uw bedrijf welk werk past, zoeken een kandidaat en regelen een jobcoach en vergoedingen.",
        "We look in your company for work that fits, find a candidate, and arrange a job coach and compensation.",
        EMPLOYER,
        "employer_services",
        ("inclusive_employment", "find_staff"),
    ),
    Row(
        "subsidiecheck-werkgevers",
        "wsp",
        "Subsidies en vergoedingen voor werkgevers",
        "Subsidies and compensation for employers",
        "Loonkostensubsidie, lage-inkomensvoordeel, geld voor opleiding: wij zoeken uit waar uw bedrijf recht op "
        "heeft.",
        "Wage subsidy, low-income benefit, money for training: we find out what your company is entitled to.",
        EMPLOYER,
        "employer_services",
        ("subsidies", "train_staff"),
    ),
    Row(
        "banenmarkt-en-bedrijfsbezoek",
        "wsp",
        "Banenmarkt en bedrijfsbezoek",
        "Job fairs and company visits",
        "Werkgevers en werkzoekenden ontmoeten elkaar. U ziet het bedrijf van binnen en praat met de mensen die er "
        "werken.",
        "Employers and people who look for work meet. You see the company from the inside and talk to the people who "
        "work there.",
        BOTH,
        "placement",
        ("vacancies", "find_work", "find_staff"),
    ),
    # Leerwerkloket, Loopbaanstation, fund
    Row(
        "opleidingsadvies",
        "leerwerkloket",
        "Advies over een opleiding",
        "Advice on a training",
        "Welke opleiding past bij uw plan? Wij kijken naar de inhoud, de tijd, de kosten en de kans op werk. Ons "
        "advies is onafhankelijk.",
        "Which training fits your plan? We look at its content, time, costs and prospects. Our advice is independent.",
        BOTH,
        "career_guidance",
        ("training", "orientation", "train_staff"),
        locations=ALL_LOCATIONS,
    ),
    Row(
        "beroepentest",
        "leerwerkloket",
        "Beroepentest",
        "Occupational test",
        "U vult een test in over wat u leuk vindt en goed kunt. Daarna bespreekt u de uitkomst met een adviseur.",
        "You fill in a test about what you like and are good at. Then you discuss the outcome with an advisor.",
        RESIDENT,
        "career_guidance",
        ("orientation",),
    ),
    Row(
        "ervaring-op-papier",
        "leerwerkloket",
        "Uw ervaring op papier (EVC)",
        "Your experience on paper (EVC)",
        "Kunt u veel, maar heeft u geen diploma? Met een ervaringscertificaat laat u zien wat u kunt. Soms hoeft u "
        "daarna maar een deel van een opleiding te doen.",
        "Can you do a lot, but without a diploma? A certificate of experience shows what you can do. Sometimes you "
        "then only need a part of a training.",
        RESIDENT,
        "career_guidance",
        ("training", "orientation"),
        costs="Soms vraagt de aanbieder een bedrag",
        costs_en="Some providers charge a fee",
    ),
    Row(
        "werken-en-leren",
        "leerwerkloket",
        "Een plek om te werken en te leren",
        "A place to work and learn",
        "U werkt en gaat één dag in de week naar school. U krijgt loon en haalt een diploma. Wij helpen u een plek "
        "vinden.",
        "You work and go to school one day a week. You earn a wage and get a diploma. We help you to find a place.",
        RESIDENT,
        "transition",
        ("training", "find_work"),
    ),
    Row(
        "opleiden-in-uw-bedrijf",
        "leerwerkloket",
        "Opleiden in uw bedrijf",
        "Training in your company",
        "Wij kijken met u wat uw mensen moeten kunnen, welke opleiding past en wie meebetaalt.",
        "We look with you at what your people need to be able to do, which training fits and who contributes.",
        EMPLOYER,
        "employer_services",
        ("train_staff", "subsidies"),
    ),
    Row(
        "loopbaanadvies-voor-werkenden",
        "loopbaanstation",
        "Loopbaanadvies als u werkt",
        "Career advice when you have a job",
        "Wilt u iets anders, of is uw werk te zwaar? In een paar gesprekken maakt u een plan. Uw werkgever hoeft het "
        "niet te weten.",
        "Do you want something else, or is your work too heavy? In a few conversations you make a plan. Your "
        "employer does not need to know.",
        RESIDENT,
        "career_guidance",
        ("orientation", "training"),
        "U heeft werk, vast, tijdelijk, op oproep of als zelfstandige.",
        "You have work: permanent, temporary, on call or self-employed.",
    ),
    Row(
        "scholingscheque",
        "twents-fonds",
        "Scholingscheque",
        "Training voucher (scholingscheque)",
        "Het Twents Fonds betaalt tot de helft van uw opleiding, hoogstens € 2.500 per jaar. Uw werkgever, een fonds "
        "of uzelf betaalt de andere helft.",
        "The Twents Fonds pays up to half of your training, at most € 2,500 a year. Your employer, a fund or you "
        "yourself pay the other half.",
        RESIDENT,
        "facilities",
        ("training_funding", "training"),
        "U bent 18 jaar of ouder en woont in een van de veertien Twentse gemeenten.",
        "You are 18 or older and live in one of the fourteen municipalities of Twente.",
        "Doe eerst de check op deze site. Vraag de cheque daarna online aan, of samen met een adviseur.",
        "Do the check on this site first. Then apply online, or together with an advisor.",
    ),
    Row(
        "meebetalen-aan-opleiding",
        "twents-fonds",
        "Het fonds betaalt mee aan opleiding van uw mensen",
        "The fund contributes to training of your staff",
        "Leidt u iemand op voor ander werk? Dan kan uw medewerker een scholingscheque krijgen voor de helft van de "
        "kosten.",
        "Do you train somebody for other work? Then your employee may get a training voucher for half of the costs.",
        EMPLOYER,
        "facilities",
        ("subsidies", "train_staff"),
    ),
    # Mobility, young people, unions
    Row(
        "van-werk-naar-werk",
        "rmt",
        "Van werk naar werk",
        "From work to work",
        "Verdwijnt uw baan? Wij zoeken met u ander werk, nog voordat u ontslagen bent. Is scholing nodig, dan "
        "regelen wij dat mee.",
        "Is your job disappearing? We look for other work with you, even before you are dismissed. If you need "
        "training, we help to arrange it.",
        RESIDENT,
        "transition",
        ("conflict_legal", "find_work", "orientation"),
    ),
    Row(
        "hulp-bij-reorganisatie",
        "rmt",
        "Hulp bij een reorganisatie",
        "Help with a reorganisation",
        "Heeft u minder werk of gaat u stoppen? Wij helpen uw mensen op tijd aan ander werk en denken mee over de "
        "regels.",
        "Do you have less work, or are you closing down? We help your people to other work in time and think along "
        "about the rules.",
        EMPLOYER,
        "transition",
        ("redundancy",),
    ),
    Row(
        "terug-naar-school-of-werk",
        "doorstroompunt",
        "Onder de 27 en zonder diploma: school of werk",
        "Under 27 and without a diploma: school or work",
        "Ben je gestopt met school? Een coach kijkt met je welke opleiding of baan past en gaat mee als dat helpt.",
        "Have you left school? A coach looks with you which training or job fits, and comes along if that helps.",
        RESIDENT,
        "transition",
        ("orientation", "training", "find_work"),
        "Je bent onder de 27 en hebt geen diploma mbo niveau 2, havo of vwo.",
        "You are under 27 and have no diploma mbo level 2, havo or vwo.",
    ),
    Row(
        "hulp-bij-problemen-op-het-werk",
        "vakbonden",
        "Hulp bij problemen op het werk",
        "Help with problems at work",
        "Ontslag, ruzie met uw baas, loon dat niet klopt: u krijgt uitleg over uw rechten en over wat u kunt doen.",
        "Dismissal, a conflict with your boss, wages that are not right: you get an explanation of your rights and "
        "of what you can do.",
        RESIDENT,
        "transition",
        ("conflict_legal",),
        costs="Het eerste gesprek is gratis",
        costs_en="The first conversation is free",
    ),
    Row(
        "loopbaangesprek-vakbond",
        "vakbonden",
        "Loopbaangesprek in het vakbondshuis",
        "Career conversation at the union house",
        "Een loopbaancoach van de vakbond praat met u over uw werk, uw toekomst en scholing.",
        "A career coach of the union talks with you about your work, your future and training.",
        RESIDENT,
        "career_guidance",
        ("orientation", "training"),
    ),
    # Disability, training companies, entrepreneurs, border, language
    Row(
        "beschut-werk",
        "sob",
        "Werk met begeleiding",
        "Work with guidance",
        "Kunt u alleen werken met veel begeleiding of aanpassingen? Wij hebben werk in groen, techniek, schoonmaak en "
        "verpakking.",
        "Can you only work with much guidance or adaptations? We have work in green, technology, cleaning and "
        "packaging.",
        RESIDENT,
        "reintegration",
        ("health_limitation", "find_work"),
    ),
    Row(
        "detachering-en-jobcoach",
        "sob",
        "Iemand via ons in dienst, met jobcoach",
        "Somebody employed through us, with a job coach",
        "U leent iemand van ons. Wij zijn de werkgever en zorgen voor begeleiding. Zo loopt u geen risico.",
        "You hire somebody from us. We are the employer and take care of guidance, so that you run no risk.",
        EMPLOYER,
        "employer_services",
        ("inclusive_employment", "find_staff"),
        costs="U betaalt een tarief per uur",
        costs_en="You pay a rate per hour",
    ),
    Row(
        "erkend-leerbedrijf-worden",
        "sbb",
        "Erkend leerbedrijf worden",
        "Becoming a recognised training company",
        "Wilt u mbo-studenten opleiden? SBB bekijkt uw bedrijf, erkent het en helpt de begeleider op weg.",
        "Do you want to train mbo students? SBB looks at your company, recognises it and helps the supervisor on the "
        "way.",
        EMPLOYER,
        "employer_services",
        ("learning_company", "train_staff"),
    ),
    Row(
        "stage-of-leerbaan-zoeken",
        "sbb",
        "Stage of leerbaan zoeken",
        "Looking for an internship or a learning job",
        "Zoek een plek bij een van de ongeveer 11.000 erkende leerbedrijven in Twente. Lukt het niet, dan helpt SBB.",
        "Look for a place at one of some 11,000 recognised training companies in Twente. SBB helps if you cannot "
        "find one.",
        RESIDENT,
        "placement",
        ("training", "vacancies"),
    ),
    Row(
        "een-eigen-bedrijf-starten",
        "roz",
        "Een eigen bedrijf starten",
        "Starting a business of your own",
        "Wij kijken met u naar uw plan, het geld en de regels. Start u vanuit een uitkering, dan regelen wij dat met "
        "uw gemeente of UWV.",
        "We look with you at your plan, the money and the rules. If you start from a benefit, we arrange that with "
        "your municipality or UWV.",
        RESIDENT,
        "facilities",
        ("start_business",),
    ),
    Row(
        "bedrijf-in-de-problemen",
        "roz",
        "Uw bedrijf in de problemen",
        "Your business in trouble",
        "Te weinig inkomen of schulden als zelfstandige? Wij kijken met u of het bedrijf verder kan, en wat u nodig "
        "heeft.",
        "Too little income or debts as a self-employed person? We look with you whether the business can go on, and "
        "at what you need.",
        RESIDENT,
        "facilities",
        ("start_business", "debts_income"),
    ),
    Row(
        "werken-in-duitsland",
        "grensinfopunt",
        "Wonen in Nederland, werken in Duitsland",
        "Living in the Netherlands, working in Germany",
        "Belasting, zorgverzekering, kinderbijslag, pensioen: u krijgt antwoord van iemand die beide landen kent. "
        "Ook voor werkgevers met personeel over de grens.",
        "Tax, health insurance, child benefit, pension: you get answers from somebody who knows both countries. Also "
        "for employers with staff across the border.",
        BOTH,
        "labour_market_information",
        ("cross_border",),
    ),
    Row(
        "nederlands-leren",
        "taalpunt",
        "Beter Nederlands leren",
        "Learning better Dutch",
        "Praten, lezen en schrijven in een kleine groep of met een taalmaatje. Overdag en 's avonds.",
        "Speaking, reading and writing in a small group or with a language buddy. In the daytime and in the evening.",
        RESIDENT,
        "referral",
        ("language_digital", "training"),
    ),
    Row(
        "digitaal-op-weg",
        "taalpunt",
        "Leren omgaan met de computer",
        "Learning to use the computer",
        "Oefen met e-mail, internet, DigiD en formulieren. Iemand zit naast u en u gaat in uw eigen tempo.",
        "Practise with e-mail, the internet, DigiD and forms. Somebody sits next to you and you go at your own pace.",
        RESIDENT,
        "referral",
        ("language_digital",),
    ),
    # Employers together, schools, sectors
    Row(
        "werkgevers-die-opleiden",
        "ikbindr-zakelijk",
        "Meedoen als werkgever die opleidt",
        "Joining as an employer that trains",
        "Werkgevers beloven ten minste de helft van een opleiding te betalen en leren van elkaar hoe zij mensen "
        "opleiden.",
        "Employers promise to pay at least half of a training and learn from each other how to train people.",
        EMPLOYER,
        "employer_services",
        ("train_staff", "find_staff"),
    ),
    Row(
        "mbo-voor-volwassenen",
        "roc-van-twente",
        "Mbo voor volwassenen",
        "Vocational training (mbo) for adults",
        "Een hele mbo-opleiding, een certificaat of een praktijkverklaring. Overdag, 's avonds of naast uw werk.",
        "A whole mbo programme, a certificate or a practical statement. In the daytime, in the evening or beside "
        "your job.",
        BOTH,
        "transition",
        ("training", "train_staff"),
        costs="De school vraagt lesgeld",
        costs_en="The school charges tuition",
    ),
    Row(
        "hbo-naast-uw-werk",
        "saxion",
        "Hbo naast uw werk",
        "Higher professional education beside your job",
        "Een deeltijdopleiding of module in de avond. Met FastSwitch leert u in korte tijd een ander beroep.",
        "A part-time programme or module in the evening. With FastSwitch you learn another occupation in a short time.",
        BOTH,
        "transition",
        ("training", "orientation", "train_staff"),
        costs="De school vraagt lesgeld",
        costs_en="The school charges tuition",
    ),
    Row(
        "kijken-in-de-techniek",
        "twentse-huis-techniek",
        "Een dag kijken in de techniek",
        "A day in technology",
        "Proef een dag hoe het is om te lassen, te installeren of te monteren. Bedrijven zijn er ook.",
        "Find out in a day what it is like to weld, install or assemble. Companies are there too.",
        RESIDENT,
        "transition",
        ("orientation", "vacancies"),
    ),
    Row(
        "kijken-in-de-zorg",
        "twentse-huis-zorg",
        "Een dag meelopen in de zorg",
        "A day in care",
        "Loop een dag mee in een verpleeghuis, ziekenhuis of in de kinderopvang. Daarna weet u of het iets voor u is.",
        "Spend a day in a nursing home, hospital or childcare. After that you know whether it is for you.",
        RESIDENT,
        "transition",
        ("orientation", "vacancies"),
    ),
]
