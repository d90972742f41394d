extension StopWords {
    static let english = """
        a an the this that these those such same other another each every either neither both all any some no none \
        few many much more most less least several enough own one ones \
        i me my mine myself we us our ours ourselves you your yours yourself yourselves he him his himself she her \
        hers herself it its itself they them their theirs themselves who whom whose which what whoever whatever \
        someone somebody something anyone anybody anything everyone everybody everything nobody nothing \
        be am is are was were been being have has had having do does did doing done can could may might must shall \
        should will would ought cannot \
        of in on at by for from to into onto with without within about above across after against along among around \
        as before behind below beneath beside besides between beyond down during except inside like near off out \
        outside over past per since than through throughout till toward towards under until up upon via \
        and but or nor so yet if because though although while whereas unless whether when where why how once \
        not only too very also just even still already again ever never always often here there then thus hence \
        therefore however else quite rather almost perhaps now \
        i'm i've i'd i'll you're you've you'd you'll he's he'd he'll she's she'd she'll it's it'd it'll we're we've \
        we'd we'll they're they've they'd they'll that's that'll there's here's what's who's where's when's how's \
        let's isn't aren't wasn't weren't haven't hasn't hadn't don't doesn't didn't can't couldn't mustn't \
        shouldn't won't wouldn't needn't mightn't shan't ain't
        """
    static let german = """
        der die das den dem des ein eine einen einem einer eines kein keine keinen keinem keiner keines dieser diese \
        dieses diesen diesem jener jene jenes jenen jenem jeder jede jedes jeden jedem mancher manche manches manchen \
        welcher welche welches welchen welchem solche solcher solches solchen alle aller alles allen beide beiden \
        einige einigen mehrere viel viele vielen wenig wenige mehr andere anderen anderer anderes selbst \
        ich du er sie es wir ihr mich dich sich uns euch mir dir ihm ihn ihnen mein meine meinen meinem meiner dein \
        deine deinen sein seine seinen seinem seiner seines ihre ihren ihrem ihrer ihres unser unsere unseren unserem \
        unserer euer eure man jemand niemand etwas nichts wer wen wem wessen was \
        bin bist ist sind seid war waren warst wart gewesen sei seien wäre wären habe hast hat haben habt hatte \
        hatten gehabt hätte hätten werde wirst wird werden werdet wurde wurden worden geworden würde würden kann \
        kannst können könnt konnte konnten könnte könnten muss musst müssen musste mussten müsste soll sollen sollte \
        sollten will wollen wollte wollten darf dürfen durfte dürfte mag mögen möchte möchten \
        in im ins an am ans auf aus bei beim bis durch für gegen hinter mit nach neben ohne seit über um unter von vom \
        vor vorm wegen während zu zum zur zwischen trotz statt \
        und oder aber denn sondern doch sowie weder noch wenn weil dass daß ob als wie da damit nachdem bevor bis \
        obwohl falls indem sobald \
        nicht nur auch so sehr schon noch immer wieder dann nun jetzt hier dort wo woher wohin warum wann wie dabei \
        dafür dagegen daher daran darauf daraus darin darüber darum davon davor dazu deshalb deswegen jedoch also \
        allerdings bereits etwa ganz gar eben mal ja nein hin her
        """
    static let french = """
        le la les l un une des du de d au aux ce cet cette ces c mon ma mes ton ta tes son sa ses notre nos votre vos \
        leur leurs quel quelle quels quelles chaque quelque quelques plusieurs tout toute tous toutes aucun aucune \
        autre autres même mêmes tel telle tels telles certain certains certaine certaines \
        je j tu il elle on nous vous ils elles me m te t se s lui y en moi toi soi eux celui celle ceux celles ci ça \
        cela ceci qui que qu quoi dont où lequel laquelle lesquels lesquelles rien personne quelqu \
        suis es est sommes êtes sont étais était étions étiez étaient fus fut furent serai sera serons serez seront \
        serait seraient soit soient été étant être ai as a avons avez ont avais avait avions aviez avaient eut eurent \
        aurai aura aurons aurez auront aurait auraient ait aient eu ayant avoir fait faire fais font peut peuvent \
        pouvait pourrait pouvoir doit doivent devait devrait devoir va vont \
        à dans par pour sur avec sans sous vers chez entre contre depuis pendant avant après devant derrière dès \
        jusque jusqu hors malgré parmi selon \
        et ou mais donc or ni car si comme quand lorsque lorsqu puisque puisqu parce afin tandis \
        ne n pas plus moins très trop peu assez aussi bien encore déjà jamais toujours ici là alors ainsi puis ensuite \
        non oui ne seulement surtout presque cependant pourtant comment pourquoi aujourd hui
        """
    static let spanish = """
        el la los las lo un una unos unas al del este esta esto estos estas ese esa eso esos esas aquel aquella \
        aquello aquellos aquellas mi mis tu tus su sus nuestro nuestra nuestros nuestras vuestro vuestra vuestros \
        vuestras mío mía suyo suya suyos suyas cada todo toda todos todas otro otra otros otras mismo misma mismos \
        mismas algún alguno alguna algunos algunas ningún ninguno ninguna mucho mucha muchos muchas poco poca pocos \
        pocas varios varias tal tales ambos ambas \
        yo tú él ella ello nosotros nosotras vosotros vosotras ellos ellas usted ustedes me te se nos os le les mí ti \
        sí conmigo contigo consigo quien quienes quién quiénes que qué cual cuales cuál cuáles cuyo cuya cuyos cuyas \
        alguien algo nadie nada \
        soy eres es somos sois son era eras éramos eran fui fue fuimos fueron será serán sería serían sea sean fuera \
        fueran sido siendo ser estoy estás está estamos están estaba estaban estuvo estuvieron esté estén estado \
        estar he has ha hemos han había habían hubo habrá habría haya hayan hubiera hubieran habido haber hay tengo \
        tiene tienen tenía tenían tuvo tener puede pueden podía podría poder debe deben debía debería hace hacer hizo \
        de en a con por para sin sobre entre desde hasta hacia contra según durante ante bajo tras mediante \
        y e o u ni pero sino aunque porque pues si como cuando donde mientras \
        no sí ya muy más menos tan tanto tantos también tampoco así aún todavía siempre nunca aquí ahí allí entonces \
        luego después antes ahora bien mal sólo solo casi cómo cuándo dónde además
        """
    static let italian = """
        il lo la i gli le l un uno una di a da in con su per tra fra del dello della dei degli delle dell al allo alla \
        ai agli alle all dal dallo dalla dai dagli dalle dall nel nello nella nei negli nelle nell sul sullo sulla \
        sui sugli sulle sull col coi d questo questa questi queste quest quello quella quelli quelle quel quei quegli \
        quell mio mia miei mie tuo tua tuoi tue suo sua suoi sue nostro nostra nostri nostre vostro vostra vostri \
        vostre loro ogni ognuno tutto tutta tutti tutte altro altra altri altre stesso stessa stessi stesse alcuno \
        alcuna alcuni alcune nessuno nessuna molto molta molti molte poco poca pochi poche tanto tanta tanti tante \
        qualche quale quali tale tali \
        io tu lui lei egli ella esso essa noi voi essi esse mi m ti t ci c vi v si s ne n me te sé chi che cui cosa \
        niente nulla qualcosa qualcuno \
        sono sei è siamo siete ero era eravamo erano fui fu furono sarò sarà saranno sarebbe sarebbero sia siano \
        fosse fossero stato stata stati state essendo essere ho hai ha abbiamo avete hanno avevo aveva avevano ebbe \
        avrà avranno avrebbe abbia abbiano avesse avuto avendo avere può possono poteva potrebbe potere deve devono \
        doveva dovrebbe dovere fa fanno fare fatto viene vengono sta stanno stare \
        senza sotto sopra contro verso presso durante dopo prima dentro fuori oltre fino secondo \
        e ed o od ma però anche né se perché poiché mentre quando come dove dunque quindi oppure sebbene anzi \
        non più meno molto così già ancora sempre mai qui qua lì là ora poi allora bene male solo soltanto quasi \
        proprio pure sì no
        """
    static let portuguese = """
        o a os as um uma uns umas do da dos das no na nos nas ao à aos às pelo pela pelos pelas num numa nuns numas \
        dum duma este esta isto estes estas esse essa isso esses essas aquele aquela aquilo aqueles aquelas deste \
        desta disto destes destas desse dessa disso desses dessas daquele daquela neste nesta nisto nesse nessa nisso \
        naquele naquela meu minha meus minhas teu tua teus tuas seu sua seus suas nosso nossa nossos nossas vosso \
        vossa cada todo toda todos todas tudo outro outra outros outras mesmo mesma mesmos mesmas algum alguma alguns \
        algumas nenhum nenhuma muito muita muitos muitas pouco pouca poucos poucas vários várias tal tais ambos qual \
        quais \
        eu tu ele ela nós vós eles elas você vocês me te se lhe lhes vos mim ti si comigo contigo consigo quem que \
        quê cujo cuja cujos cujas alguém algo ninguém nada \
        sou és é somos são era eras éramos eram fui foi fomos foram será serão seria seriam seja sejam fosse fossem \
        sido sendo ser estou está estamos estão estava estavam esteve estiveram esteja estejam estado estar tenho tem \
        temos têm tinha tinham teve tiveram terá terão teria tenha tenham tido ter hei há hão havia houve haja haver \
        pode podem podia poderia poder deve devem devia deveria faz fazer fez vai vão \
        de em por para com sem sob sobre entre desde até contra segundo durante após ante perante \
        e ou nem mas porém porque pois se como quando onde enquanto embora \
        não sim já muito mais menos tão tanto também ainda sempre nunca aqui ali aí lá então depois antes agora bem \
        mal só apenas quase assim além
        """
    static let dutch = """
        de het een 't 'n deze dit die dat zulke zo'n elk elke ieder iedere alle al alles beide enkele sommige veel \
        vele meer meest weinig ander andere geen zelf eigen \
        ik jij je u hij zij ze het wij we jullie mij me jou hem haar ons hen hun zich mijn jouw uw zijn onze mezelf \
        zichzelf wie wat welk welke wiens iemand niemand iets niets men er \
        ben bent is zijn was waren geweest heb hebt heeft hebben had hadden gehad word wordt worden werd werden \
        geworden zal zult zullen zou zouden kan kunt kunnen kon konden mag mogen mocht mochten moet moeten moest \
        moesten wil wilt willen wilde wilden doe doet doen deed gaat gaan ging laat laten \
        van in op aan bij met te ten ter tot uit voor door over onder naar na om tegen tussen zonder binnen buiten \
        achter boven naast sinds tijdens volgens vanaf via per \
        en of maar want dus noch als dan omdat doordat hoewel terwijl toen wanneer zodat zodra indien tenzij of \
        niet ook nog wel al zeer heel erg te zo reeds steeds altijd nooit weer hier daar waar hoe waarom nu toch \
        alleen slechts echter daarom daarna daarbij daardoor daarmee ervan erop hierbij waarbij waardoor vooral even
        """
    static let swedish = """
        en ett den det de dem denna detta dessa sådan sådant sådana varje någon något några ingen inget inga all allt \
        alla båda många mycket mer mest få mindre annan annat andra samma själv egen eget egna \
        jag du han hon vi ni mig dig honom henne oss er sig man min mitt mina din ditt dina hans hennes sin sitt sina \
        vår vårt våra ert era deras dess vem vad vilken vilket vilka vars som \
        är var vara varit vore har hade ha haft blir blev bli blivit kan kunde kunna kunnat ska skall skulle vill \
        ville vilja måste får fick få fått bör borde göra gör gjorde \
        av i på till från för med utan om vid hos mellan mot under över efter före genom inom utom bland bakom framför \
        kring enligt sedan åt ur per \
        och eller men utan samt att om när då medan eftersom därför fast fastän innan så än \
        inte ej icke bara också även redan ännu alltid aldrig ofta här där var vart hur varför nu sedan då igen mycket \
        ganska dock ändå bland upp ut in ned ner fram bort
        """
    static let danish = """
        en et den det de dem denne dette disse sådan sådant sådanne hver hvert nogen noget nogle ingen intet al alt \
        alle begge mange meget mere mest få færre anden andet andre samme selv egen eget egne \
        jeg du han hun vi i mig dig ham hende os jer sig man min mit mine din dit dine hans hendes sin sit sine vor \
        vort vores jeres deres dens dets hvem hvad hvilken hvilket hvilke hvis som der \
        er var være været har havde have haft bliver blev blive blevet kan kunne kunnet skal skulle vil ville må \
        måtte bør burde gør gjorde gøre får fik få \
        af i på til fra for med uden om ved hos mellem mod under over efter før gennem inden blandt bag foran omkring \
        ifølge siden ad \
        og eller men samt at om når da mens fordi derfor skønt selvom hvis så end \
        ikke kun også endnu allerede altid aldrig ofte her der hvor hvordan hvorfor nu igen dog jo op ud ind ned frem \
        væk
        """
    static let norwegian = """
        en ei et den det de dem denne dette disse slik slikt slike hver hvert noen noe ingen intet all alt alle begge \
        mange mye mer mest få færre annen annet andre samme selv egen eget egne \
        jeg du han hun vi dere meg deg ham henne oss seg man min mi mitt mine din di ditt dine hans hennes sin si \
        sitt sine vår vårt våre deres dens dets hvem hva hvilken hvilket hvilke som \
        er var være vært har hadde ha hatt blir ble bli blitt kan kunne kunnet skal skulle vil ville må måtte bør \
        burde gjør gjorde gjøre får fikk få \
        av i på til fra for med uten om ved hos mellom mot under over etter før gjennom innen blant bak foran rundt \
        ifølge siden \
        og eller men samt at om når da mens fordi derfor selv hvis så enn \
        ikke bare også ennå allerede alltid aldri ofte her der hvor hvordan hvorfor nå igjen jo opp ut inn ned fram \
        bort
        """
    static let russian = """
        этот эта это эти этого этой этому этим этом этих тот та то те того той тому тем том тех такой такая такое \
        такие таких сам сама само сами самый самая самое самые весь вся всё все всего всей всех всем каждый каждая \
        любой другой другая другие других один одна одно многие много мало несколько никакой \
        я ты он она оно мы вы они меня тебя его её ее нас вас их мне тебе ему ей нам вам им мной тобой ним ней нами \
        вами ими нём нем них него неё нее себя себе собой мой моя моё мои твой твоя наш наша наше наши ваш ваша ваши \
        свой своя своё свои своего своей своих кто кого кому кем что чего чему чем который которая которое которые \
        которого которой которых котором какой какая какое какие чей ничто ничего никто некоторые некоторых \
        быть был была было были есть буду будет будут будем будешь бы мог могла могли может могут можно нужно надо \
        нельзя должен должна должны стал стала стали является \
        в во на с со к ко о об обо от ото до из изо у за над под подо по при про для без безо через перед между среди \
        около после против ради вокруг кроме \
        и а но или либо да ни если что чтобы когда как так потому поэтому хотя пока словно будто чем ли же ведь \
        не нет уже ещё еще только лишь даже тоже также очень более менее всегда никогда здесь там тут тогда теперь \
        сейчас потом опять где куда откуда почему зачем вот именно совсем почти
        """
    static let polish = """
        ten ta to ci te tego tej temu tym tych tymi tę tamten tamta tamto taki taka takie sam sama samo sami cały każdy \
        każda każde wszystko wszyscy wszystkie wszystkich inny inna inne innych żaden żadna jeden jedna kilka wiele \
        wielu mało dużo więcej mniej obie oba \
        ja ty on ona ono my wy oni one mnie ciebie cię go jego jej nas was ich im mi ci mu nam wam nim nią nimi niego \
        niej nich siebie się sobie sobą mój moja moje twój twoja nasz nasza nasze wasz swój swoja swoje swoich kto \
        kogo komu kim co czego czemu czym który która które którzy którego której których którym jaki jaka jakie czyj \
        ktoś coś nikt nic \
        być jestem jesteś jest jesteśmy są był była było byli były będę będzie będą by byłby może mogą mógł można \
        musi muszą trzeba należy ma mają miał miała zostać został została zostały \
        w we na z ze do od ode po pod nad za przed przez przy o u dla bez między wśród oprócz według podczas około \
        i a ale lecz lub albo ani oraz bo ponieważ gdyż że żeby aby jeśli jeżeli gdy kiedy jak niż więc dlatego choć \
        chociaż czy \
        nie tak już jeszcze tylko też także również bardzo bardziej zawsze nigdy tu tutaj tam gdzie teraz wtedy potem \
        znowu prawie nawet właśnie
        """
    static let catalan = """
        el la els les l lo un una uns unes al als del dels de d pel pels aquest aquesta això aquests aquestes aquell \
        aquella allò aquells aquelles meu meva meus meves teu teva seu seva seus seves nostre nostra nostres vostre \
        cada tot tota tots totes altre altra altres mateix mateixa mateixos algun alguna alguns algunes cap molt \
        molta molts moltes poc poca pocs poques diversos tal tals ambdós \
        jo tu ell ella nosaltres vosaltres ells elles em m et t es s ens us li hi ho en n se me te qui què que qual \
        quals algú res ningú \
        sóc ets és som sou són era eren fou foren serà seran seria sigui siguin sigut sent ser estar està estan \
        estava he has ha hem heu han havia havien haver hi pot poden podia poder ha fer fa va van té tenen tenia \
        a en amb per per sense sobre entre des fins cap contra segons durant davant sota \
        i o ni però sinó perquè doncs si com quan on mentre encara \
        no sí ja molt més menys tan tant també tampoc així sempre mai aquí allà llavors després abans ara bé només \
        gairebé
        """
    static let finnish = """
        minä sinä hän me te he minun sinun hänen meidän teidän heidän minua sinua häntä meitä teitä heitä minulle \
        sinulle hänelle meille teille heille se ne sen niiden sitä niitä siihen siinä siitä sille tämä nämä tämän \
        tätä tässä tästä näitä tuo nuo tuon joka jotka jonka joita jota jossa josta johon joiden mikä mitä mihin \
        missä mistä kuka ketä kenen jokin jotain joku kukaan mitään kaikki kaikkien kaikkia itse oma muu muut muita \
        monta moni paljon vähän enemmän molemmat sama \
        olen olet on olemme olette ovat olin oli olivat ollut olleet ole olla olisi olisivat voi voivat voida voisi \
        pitää täytyy saa tulee en et ei emme ette eivät älä \
        ja tai vai mutta sekä eli että jos kun koska vaikka kuin niin joten \
        kanssa ilman ennen jälkeen alla yli ympäri läpi kohti mukaan vastaan välillä aikana \
        myös vain jo vielä aina koskaan nyt sitten siellä täällä tässä niin hyvin melko ehkä kuitenkin
        """
}
