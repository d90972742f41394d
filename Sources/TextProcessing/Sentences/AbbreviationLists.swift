/// What an abbreviation does to the full stop after it.
enum AbbreviationClass: UInt8 {
    /// Not an abbreviation.
    case none = 0
    /// Stands before a name or a word it belongs to (`Dr.`, `e.g.`): no sentence ends here.
    case leading = 1
    /// Stands before a number (`No. 5`, `S. 225`): no end before a digit, else as any word.
    case numbered = 2
    /// May stand at the end of a sentence (`Inc.`, `etc.`): an end only before a word that begins sentences.
    case trailing = 3
    /// A month or a day (`Dec.`): no end before a number.
    case date = 4
    /// A name that is also a common word in small letters (`Ill.`, `Miss.`): as `trailing`, but only when capitalised.
    case capitalizedTrailing = 5
    /// A number word (`Mio.`): trailing, and the noun counted is capitalised in German.
    case quantity = 6
    /// Capitalised, stands before a number or a letter that it counts by (`Sect. 3`, `App. B`).
    case reference = 7
    /// Capitalised, a part of a court's or reporter's name (`Fed. R. Civ. P. 56`): an end only before a word that begins
    /// sentences.
    case legal = 8
    /// Mostly closes what is counted or timed (`etc.`, `p.m.`): an end before a capital, times and days aside.
    case closing = 9
}

/// The abbreviations and the words that begin sentences, language by language.
///
/// Written for this project from general knowledge of each language; the lists are short on purpose. An entry earns its
/// place when leaving it out cuts ordinary text wrongly; a list that reaches too far costs as many ends as it saves.
enum AbbreviationLists {
    /// The groups of one language: abbreviations by class.
    static func abbreviations(_ language: Language) -> [(words: String, value: UInt8)] {
        func group(_ kind: AbbreviationClass, _ words: String) -> (words: String, value: UInt8) {
            (words, kind.rawValue)
        }
        switch language {
        case .english: return english.map { group($0.0, $0.1) }
        case .german: return german.map { group($0.0, $0.1) }
        case .french: return french.map { group($0.0, $0.1) }
        case .spanish: return spanish.map { group($0.0, $0.1) }
        case .italian: return italian.map { group($0.0, $0.1) }
        case .portuguese: return portuguese.map { group($0.0, $0.1) }
        case .dutch: return dutch.map { group($0.0, $0.1) }
        case .russian: return russian.map { group($0.0, $0.1) }
        case .swedish: return nordic.map { group($0.0, $0.1) }
        default: return general.map { group($0.0, $0.1) }
        }
    }

    private static let general: [(AbbreviationClass, String)] = [
        (.leading, "dr mr mrs ms prof st e.g i.e cf vs ca hr mgr dipl ing sr jr tel inż ul al np tzn tj"),
        (.leading, "डॉ श्री प्रो सुश्री स्व पं"),
        (.numbered, "nr no p pp s vol fig art n°"),
        (.date, "jan feb mar apr jun jul aug sep sept okt oct nov dec dez"),
        (.trailing, "inc co corp ltd etc u.s u.s.a u.k e.u a.m p.m ph.d godz r itd itp"),
    ]

    private static let english: [(AbbreviationClass, String)] = [
        (
            .leading,
            """
            mr mrs ms dr prof sen sens rep reps gov gen lt col maj capt cpl sgt pvt adm cmdr rev fr hon pres supt st ste \
            mt messrs mme mlle msgr atty det insp amb brig drs e.g i.e eg ie cf viz vs v approx ca incl excl esp resp \
            misc med assoc asst cllr acc ret jos geo wm chas thos jas robt benj tbsp tsp maj.gen lt.col rt ven p.s ps
            """
        ),
        (.numbered, "no nos p pp pg vol vols fig figs art sec ch chap para eq op ver nr vv n° ext circa c"),
        (.date, "jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun"),
        (
            .trailing,
            """
            inc co corp ltd llc plc bros assn cos al jr sr esq ph.d m.d b.a m.a b.sc m.sc m.b.a d.d.s r.n u.s u.s.a \
            u.k u.n e.u d.c l.a n.y n.j b.c a.d b.c.e c.e i.v i.q dept univ ave blvd rd hwy bldg est ft hrs yr \
            yrs mos min mins lb lbs oz
            """
        ),
        (.closing, "etc a.m p.m"),
        (.reference, "sect sects tab tabs app eqn eqns thm suppl"),
        (.legal, "fed appx civ crim evid bankr supp cir"),
        (
            .capitalizedTrailing,
            """
            ariz calif conn fla ill ind mass mich minn miss mont neb nev okla ore penn tenn tex wash wis wyo ala ark \
            colo del ky md pa ga va vt
            """
        ),
    ]

    private static let german: [(AbbreviationClass, String)] = [
        (
            .leading,
            """
            hr fr frl dr prof dipl ing med phil jur rer nat mag kath ev evang geb verh verw z.b d.h u.a o.ä o.g s.o s.u \
            i.d.r u.u z.t z.zt m.e bzw evtl ggf gg vgl inkl exkl zzgl ca bspw sog sogen insb insbes allg st hl gegr röm \
            griech lat engl frz dt österr amerik brit ital span russ ehem bes wiss techn bzgl gem lt zz max min entspr \
            einschl abzgl urspr versch wg mind jew ugs ff. unverh zb dh vorm nachm mdl schriftl tgl jährl monatl bisl
            """
        ),
        (.numbered, "s abs art nr nrn bd bde kap abb tab tel ziff anm kl jg"),
        (.date, "jan feb mär mrz apr jun jul aug sep sept okt nov dez mo di mi do sa so"),
        (
            .trailing,
            "usw etc str co corp bros inc ltd chr jh jhd jhdt std sek u.s.a u.s u.v.m u.ä jun sen a.d v.chr n.chr f ff"
        ),
        (.quantity, "mio mrd tsd bio"),
    ]

    private static let french: [(AbbreviationClass, String)] = [
        (
            .leading,
            """
            m mm mme mmes mlle mlles mgr dr drs pr prof st ste sts me ex cf env vs av apr p.ex c.-à-d max min fr gén col \
            cap lt sgt adj dir
            """
        ),
        (.numbered, "p pp n no nos n° art chap fig vol t tél tel éd ch pl al"),
        (.date, "janv févr fév avr juil juill sept oct nov déc"),
        (.trailing, "etc j.-c j-c inc co corp bros ltd s.a s.a.r.l u.s u.s.a bd boul coll hab univ ibid op id"),
    ]

    private static let spanish: [(AbbreviationClass, String)] = [
        (
            .leading,
            """
            sr sra srta sres sras dr dra dres d dña da prof profa lic ing arq gral gen cap cnel cmdte tte sto sta fr mons \
            hno hnos ee rdo excmo excma ilmo ilma ej p.ej aprox gob dpto depto avda ctra pdte sgto alf pbro
            """
        ),
        (
            .numbered,
            "pág págs pag pags p pp núm num nº n n° no art arts cap vol fig ed tel tlf cra ext párr párrf párrs"
        ),
        (.date, "ene feb mar abr may jun jul ago sep sept set oct nov dic"),
        (.trailing, "etc ee.uu a.c d.c bros corp co s.a s.l s.a.c ud uds vd vds cía cia ltda jr inc u.s.a uu. rr.hh"),
    ]

    private static let italian: [(AbbreviationClass, String)] = [
        (
            .leading,
            """
            sig sigg sig.ra dott dr dott.ssa prof prof.ssa proff ing avv arch geom rag on sen mons ss es cfr ca idraul \
            meteor cav comm gen. col magg cap ten gr uff s v d lgs d.lgs d.l d.p.r d.m r.d
            """
        ),
        (.numbered, "pag pagg p pp n nn nr num art artt vol fig ed tel lett sez par tav all l"),
        (.date, "genn febb feb mar apr magg giu lug ago sett set ott nov dic lun mart merc giov ven sab dom"),
        (.trailing, "ecc etc bros corp a.c d.c s.p.a s.r.l co inc u.s.a jr az"),
    ]

    private static let portuguese: [(AbbreviationClass, String)] = [
        (
            .leading,
            """
            sr sra srs sras srta dr dra drs prof profa profª eng engº arq d dom gen cel cap maj ten sgt sta sto exmo exma \
            ilmo v.ex ex p.ex aprox gov dep pe fr min
            """
        ),
        (.numbered, "pág págs pag p pp n nº n° núm no art arts cap vol fig ed tel"),
        (.date, "jan fev mar abr mai jun jul ago set out nov dez"),
        (.trailing, "etc bros corp co inc ltda s.a cia a.c d.c e.u.a eua jr inc av r"),
    ]

    private static let dutch: [(AbbreviationClass, String)] = [
        (
            .leading,
            """
            dhr mevr mw dr drs ir ing prof mr ds st bijv bv d.w.z o.a m.n nl z.g zgn ca resp vgl i.p.v t.a.v i.v.m \
            m.b.t a.u.b evt incl excl max min gem aanw vnw
            """
        ),
        (.numbered, "blz p pp nr nrs art fig hfst tel afb dl"),
        (.date, "jan feb mrt apr jun jul aug sep sept okt nov dec"),
        (.trailing, "enz etc e.d e.a n.v b.v v.chr n.chr jl j.l a.s co inc jr"),
    ]

    private static let russian: [(AbbreviationClass, String)] = [
        (
            .leading,
            """
            ул просп пл пер кв см рис табл тов г-н г-жа т.е т.к т.н им проф акад доц канд чл корр гл ред изд обл пос пгт \
            дер св оз гос зам нач ген полк кап лейт напр д-р ср лат греч англ нем франц итал исп гражд пр-т мл ст куб \
            пом инж р-н бул наб
            """
        ),
        (.numbered, "стр с п пп ч т тт № ст д кв вып гл"),
        (.date, "янв февр фев мар апр авг сент сен окт нояб ноя дек"),
        (
            .trailing,
            "г гг в вв др пр т.д т.п т.б т.г н.э руб коп долл тыс млн млрд мин сек час км кг вкл гр чел экз"
        ),
    ]

    /// Danish, Norwegian and Swedish: close enough to share one list.
    private static let nordic: [(AbbreviationClass, String)] = [
        (
            .leading,
            """
            hr fr frk skt st dr prof mr mrs ms dvs f.eks bl.a bl ca jf pga mht vedr inkl ekskl evt ifm ift iht pkt t.ex \
            d.v.s s.k bl.a. t.o.m fr.o.m p.g.a kungl gl ing cand mag jr e.g i.e
            """
        ),
        (.numbered, "nr s kap kl tlf tel art bd fig no n°"),
        (.date, "jan feb mar apr jun jul aug sep sept okt nov dec"),
        (.trailing, "osv mv m.m m.v etc o.s.v co inc ltd corp u.s u.s.a e.u a.m p.m kr mio mia chr f.kr e.kr"),
    ]

    /// Words that, capitalised, begin a sentence far more often than a name.
    static func starters(_ language: Language) -> String {
        switch language {
        case .english:
            """
            the a an this that these those it he she they we you i but and or so if in on at as for from with by of to \
            when while where what who why how there here then after before although though because since until unless \
            however moreover meanwhile also not no yes its his her their our my your i'm i've i'll i'd it's he's she's \
            we're they're you're that's there's what's don't let's is are was were do does did can could will would \
            should may might have has had all some many most each every both one two three another other even once now \
            today yesterday officials police according despite during under over about please thank thanks nothing \
            nobody none everyone everything someone something perhaps maybe
            """
        case .german:
            """
            der die das den dem des ein eine einen einem einer eines er sie es wir ihr ich du man und oder aber denn doch \
            so in im an am auf aus bei beim mit nach seit von vom vor zu zum zur für durch gegen ohne um über unter \
            zwischen wegen während als wenn weil da dass ob wie was wer wo warum hier dort dann danach dabei dadurch \
            dafür damit darauf daher dazu diese dieser dieses diesen jene jeder jede alle alles viele einige mehr nicht \
            kein keine auch nur noch schon sein seine seinen ihre ihren unser mein dein nun heute jetzt bereits sowie \
            zudem außerdem jedoch allerdings trotz laut bis ab ist sind war waren hat haben wird werden kann sehr
            """
        case .french:
            """
            le la les l' un une des du de d' il elle ils elles on nous vous je j' tu ce c' cet cette ces cela ça mais et \
            ou donc car ni or en dans sur sous avec sans pour par à au aux chez vers entre après avant depuis pendant \
            quand lorsque si comme que qui quoi où comment pourquoi son sa ses leur leurs mon ma mes notre nos votre vos \
            plus moins très tout toute tous toutes aucun aucune chaque plusieurs certains quelques ainsi alors puis \
            ensuite enfin cependant toutefois pourtant aussi même selon malgré dès lors voici voilà ici là oui non ne \
            s' qu' n' bien
            """
        case .spanish:
            """
            el la los las lo un una unos unas él ella ellos ellas yo tú usted nosotros y e o u pero sino aunque porque \
            pues si no sí en de del al a con sin por para sobre entre desde hasta hacia según tras durante ante bajo \
            cuando donde como que quien qué quién cómo dónde cuándo este esta estos estas ese esa esos esas aquel \
            aquella esto eso su sus mi mis tu tus nuestro nuestra se le les me te nos más menos muy todo toda todos \
            todas cada algunos algunas muchos muchas otro otra otros otras también además así entonces luego después \
            antes ahora hoy ayer hay es son fue era fueron está están ha han había
            """
        case .italian:
            """
            il lo la i gli le l' un uno una un' egli ella lui lei loro io tu noi voi e ed o ma però perché poiché se non \
            in nel nella nei nelle nell' di del della dei delle dell' a al alla ai alle all' da dal dalla dai dalle dall' \
            con su sul sulla sui per tra fra quando dove come che chi cosa questo questa questi queste quello quella \
            quelli quelle quest' suo sua suoi sue mio mia nostro più meno molto tutto tutta tutti tutte ogni alcuni \
            alcune altri altre anche inoltre così allora poi dopo prima ora oggi ieri qui è sono era erano ha hanno si \
            ci c' secondo durante
            """
        case .portuguese:
            """
            o a os as um uma uns umas ele ela eles elas eu tu você nós e ou mas porém porque pois se não sim em no na nos \
            nas de do da dos das ao à aos às com sem por pelo pela para sobre entre desde até quando onde como que quem \
            este esta estes estas esse essa esses essas aquele aquela isto isso seu sua seus suas meu minha nosso nossa \
            mais menos muito muita todo toda todos todas cada alguns algumas outros outras também além assim então \
            depois antes agora hoje ontem há é são foi era foram está estão segundo durante
            """
        case .dutch:
            """
            de het een hij zij ze wij we ik jij je u jullie men en of maar want dus in op aan bij met van voor na naar \
            uit over onder tussen door tegen zonder om te als wanneer toen omdat dat die dit deze er hier daar dan waar \
            wat wie hoe waarom zijn haar hun ons onze mijn niet geen ook nog al alle veel meer zeer zo is was waren heeft \
            hebben wordt kan volgens tijdens sinds echter toch nu vandaag
            """
        case .russian:
            """
            в во и а но на не он она оно они мы вы я ты это этот эта эти тот та те то с со к ко у о об от до из за по \
            под над для при без через между перед после если когда где как что кто чей почему так также тоже же или \
            либо однако поэтому потом затем теперь сейчас здесь там тут его её их наш ваш мой все всё весь каждый \
            один одна другой другие уже ещё еще только был была было были есть нет да согласно среди
            """
        case .swedish:
            """
            den det de en ett et han hun hon vi jag jeg du man och og men eller i på av af med för for til till fra från \
            som när når om hvis att at er är var har hade havde kan skal ska vil vill der där her här denne denna dette \
            detta disse dessa hans hendes sin sit sine min din vores ikke inte også också så da hvad hvordan hvor vad hur \
            the it she he that this please is
            """
        default: "the it he she they we i but in this that a"
        }
    }
}
