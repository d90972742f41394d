"""Writes Data/boilerplate/development.jsonl: notices of our own wording, by kind and language.

usage: python3 Models/boilerplate/notices.py > Data/boilerplate/development.jsonl

Each line below is a template: {a|b|c} takes one of its parts. Every template is written out up to four times, with a
fixed seed. The sentences were written for this project; none is copied from a site.
"""
import json
import random
import re

TEMPLATES = {
    "donation": {
        "en": """
Your support helps us {tell the stories that matter|keep reporting|stay independent}.
{Please consider|Would you consider} {giving|making a gift of} {$5|£3|ten dollars|whatever you can} to keep {this newsroom|our reporters|the lights on} {going|in the field}?
We {choose not to|will never} lock {anyone|readers|people} out of our {reporting|journalism|coverage} with a paywall. {Good|Careful|Serious} journalism should be open to {all|everyone}, paid for by those who {can|are able}.
{The Daily Ledger|The Northern Herald|The Courier} is trusted by {readers|people} {on every side|across the country|from all walks of life}.
At {such a decisive|this critical|this difficult} {moment|time}, we need reporters {on the ground|in every region}. Your donation {allows|enables} us to keep {sending|paying} them.
From {climate|the economy|elections} to {civil rights|health care|artificial intelligence}, {The Ledger|our newsroom|The Courier} is {there|on the ground} {as the story develops|when it matters}.
Whether it is {following the money|exposing polluters|explaining the courts} or producing {our latest documentary|our podcasts}, we know how {important|vital} it is to {sort fact from spin|separate facts from noise}.
{Independent|Investigative} reporting is {expensive|costly|slow work}, and {we rely on|it depends on} {readers|people} like you.
{Every|Each} {pound|dollar|contribution} {counts|goes straight into our reporting|makes a difference}.
Your {generosity|support|gift|backing} makes {all the difference|our work possible}.
{Donate|Give|Chip in} {today|now} and {your gift will be doubled|a sponsor will match it|help us reach our goal}.
We are a {nonprofit|charity|reader-owned cooperative}; {gifts are tax-deductible|we carry no corporate advertising|nobody owns us but you}.
{Unlike many|In contrast to other} {outlets|publishers}, we have no {billionaire owner|shareholders}. {That is why we ask for your help|We answer only to our readers}.
Thank you for {standing with|backing|believing in} {our reporters|local journalism|us}.
Help us {hold the powerful to account|reach our goal of 10,000 supporters|fund another year of reporting}.
If you {value|enjoy} what we do, {please leave a tip|support us with a small monthly amount|become one of our patrons}.
Only {two|three} per cent of our readers {pay|give} anything. {If you can, be one of them|Please join them}.
Journalism like this {takes time and money|cannot exist without you}.
Our {fundraising drive|spring appeal} ends {tonight|on Friday}, and we are {still short of our target|nearly there}.
""",
        "de": """
{Unterstützen Sie|Unterstütze} {unsere Arbeit|unabhängigen Journalismus|unsere Redaktion} mit {einer Spende|einem kleinen Betrag}.
Guter Journalismus kostet {Geld|Zeit und Geld}. {Schon fünf Euro|Ihr Beitrag} {helfen|hilft} uns, {weiterzumachen|frei zu berichten}.
Wir verzichten {bewusst|weiterhin} auf eine Bezahlschranke. {Damit das so bleibt, brauchen wir Sie|Wer kann, zahlt freiwillig}.
{Ihre|Deine} Unterstützung macht {den Unterschied|diese Recherchen möglich}.
Vielen Dank, dass {Sie uns|ihr uns} {unterstützen|den Rücken stärken}.
""",
        "fr": """
{Soutenez|Aidez} {notre rédaction|un journalisme indépendant|notre travail} en faisant un don{, même modeste|}.
Notre {journal|site} {vit|dépend} du soutien de ses lecteurs. {Chaque euro compte|Votre don fait la différence}.
{L'information|Une information de qualité} a un coût. {Participez selon vos moyens|Nous avons besoin de vous}.
Merci à {toutes celles et ceux|tous les lecteurs} qui nous {soutiennent|aident à continuer}.
""",
        "es": """
{Apoya|Ayuda a} {nuestro periodismo|nuestra redacción|este proyecto} con una {donación|aportación}{ desde cinco euros|}.
{El periodismo independiente|Informar bien} cuesta dinero. {Tu ayuda|Cada aportación} nos {permite|ayuda a} seguir.
No tenemos {muros de pago|grandes accionistas}. {Dependemos de lectores como tú|Nos sostienen nuestros lectores}.
Gracias por {estar a nuestro lado|hacer posible este trabajo}.
""",
        "it": """
{Sostieni|Aiuta} {il nostro giornale|la nostra redazione|il giornalismo libero} con una {donazione|offerta}{ anche piccola|}.
{Fare buona informazione|Un'inchiesta} costa. {Il tuo contributo|Ogni euro} {fa la differenza|ci aiuta a continuare}.
Non abbiamo {padroni|grandi editori alle spalle}: {viviamo grazie ai lettori|contiamo su di te}.
""",
        "pt": """
{Apoie|Ajude} {o nosso jornalismo|a nossa redação|este projeto} com uma {doação|contribuição}{ mensal|}.
{O jornalismo independente|Uma boa reportagem} custa dinheiro. {A sua ajuda|Cada contribuição} {faz a diferença|mantém-nos de pé}.
Dependemos de {leitores como você|quem nos lê} para {continuar|seguir investigando}.
""",
        "nl": """
{Steun|Help} {onze redactie|onafhankelijke journalistiek|ons werk} met een {gift|donatie}{, hoe klein ook|}.
Goede journalistiek kost {geld|tijd en geld}. {Elke euro telt|Uw bijdrage maakt het verschil}.
Wij zetten geen betaalmuur neer. {Dat kan alleen dankzij lezers als u|Wie kan, betaalt mee}.
""",
    },
    "newsletter": {
        "en": """
{Sign up|Register} {for|to receive} our {free|weekly|daily} {newsletter|briefing|digest} {and get the stories that matter|, sent every morning}.
{Get|Receive} {the day's headlines|our best stories|the latest analysis} {straight to|delivered to|in} your inbox.
{Never miss a story|Stay one step ahead|Start your day well-informed}: {join|sign up to} our mailing list.
Enter your {email|e-mail address} {below|here} {to subscribe|and we will do the rest}. You can {unsubscribe|opt out} at any time.
Our {editors|reporters} {pick|choose} the {five|ten} stories you need {each morning|every weekday}.
{Thanks|Thank you} for signing up! {Check your inbox to confirm|A confirmation is on its way}.
{Want|Would you like} more {like this|stories about science}? {Try|Sign up to} {Field Notes|The Long View}, our {weekly|Sunday} {letter|email}.
By {signing up|submitting your address} you {agree to|will} receive {occasional offers|marketing emails} from us.
Don't {miss out|get left behind}. {Our alerts bring breaking news to your phone|Sign up for alerts}.
{More than|Over} {40,000|half a million} {people|readers} {already get|start the day with} this {letter|briefing}.
""",
        "de": """
{Melden Sie sich|Melde dich} {jetzt|hier} für unseren {kostenlosen |täglichen |}Newsletter an.
Die wichtigsten {Nachrichten|Themen} {des Tages|der Woche} {direkt in Ihr Postfach|per Mail}.
{Geben Sie Ihre E-Mail-Adresse ein|Einfach E-Mail eintragen}, {und Sie verpassen nichts mehr|fertig}. {Abmeldung jederzeit möglich|}
{Jeden Morgen|Immer freitags} {fasst unsere Redaktion|fassen wir} das Wichtigste für Sie zusammen.
""",
        "fr": """
{Inscrivez-vous|Abonnez-vous} à notre {lettre d'information|newsletter} {gratuite|quotidienne}{ et ne manquez rien|}.
Recevez {chaque matin|chaque semaine} {l'essentiel de l'actualité|notre sélection d'articles} dans votre boîte mail.
{Saisissez|Entrez} votre adresse e-mail pour {recevoir nos alertes|vous inscrire}. {Désinscription possible à tout moment|}
""",
        "es": """
{Suscríbete|Apúntate} a nuestro boletín {semanal|diario|gratuito} {y no te pierdas nada|}.
Recibe {cada mañana|todos los días} {las noticias más importantes|lo mejor de la semana} en tu correo.
{Introduce|Deja} tu correo electrónico y {te enviaremos|recibirás} {nuestras alertas|el resumen del día}.
""",
        "it": """
{Iscriviti|Registrati} alla nostra newsletter {gratuita|settimanale|quotidiana}.
Ricevi {ogni mattina|ogni settimana} {le notizie più importanti|il meglio del giornale} nella tua casella di posta.
Inserisci {il tuo indirizzo email|la tua mail} per {non perderti nulla|ricevere gli aggiornamenti}.
""",
        "pt": """
{Inscreva-se|Cadastre-se} na nossa newsletter {diária|gratuita|semanal}{ e não perca nada|}.
Receba {todas as manhãs|toda semana} {as principais notícias|o melhor do jornal} no seu e-mail.
Deixe o seu e-mail {abaixo|aqui} para receber {os nossos alertas|o resumo do dia}.
""",
        "nl": """
{Schrijf u in|Meld je aan} voor onze {gratis|dagelijkse|wekelijkse} nieuwsbrief.
Ontvang {elke ochtend|iedere week} {het belangrijkste nieuws|onze beste verhalen} in {je mailbox|uw inbox}.
Vul uw e-mailadres in {en mis niets|om u aan te melden}.
""",
    },
    "subscription": {
        "en": """
{Subscribe|Join} {now|today} {for|and get} {unlimited|full} access{ to all our articles|}.
{Already|Are you already} a {subscriber|member}? {Log in|Sign in} {here|to keep reading}.
{This article is|You are reading a story} for {subscribers|members} {only|}. {Register for free to read on|Start your trial for one dollar}.
You have {reached|used up} {your|the} limit of free articles{ this month|}.
{Try|Get} the {digital edition|premium app} {free for 30 days|for just £1 a week}, cancel {any time|whenever you like}.
{Create|Set up} {a free account|your account} to {save articles|comment|continue}.
{Members|Subscribers} {enjoy|get} {fewer adverts|exclusive columns|early access} and {our monthly magazine|a weekly crossword}.
{Upgrade|Switch} to {premium|an annual plan} and save {20|40} per cent.
Your subscription {could not be verified|will renew automatically}. {Please log in again|Manage it in your account}.
To {read on|unlock this story}, {choose a plan|enter your password}.
""",
        "de": """
{Jetzt|Gleich} abonnieren und {alle Artikel|unbegrenzt} lesen{: der erste Monat kostet nichts|}.
{Sie haben bereits ein Abo|Schon Abonnent}? {Hier einloggen|Dann melden Sie sich bitte an}.
{Dieser Artikel|Dieser Text} ist {nur für Abonnenten|Teil unseres Plus-Angebots}. {Testen Sie uns vier Wochen lang|Monatlich kündbar}.
""",
        "fr": """
{Abonnez-vous|Profitez de notre offre} {pour lire la suite|dès un euro par mois}{, sans engagement|}.
{Cet article est|La suite est} réservée aux abonnés. {Déjà abonné ? Connectez-vous|Il vous reste 80 % à lire}.
Créez {un compte gratuit|votre compte} pour {continuer votre lecture|enregistrer cet article}.
""",
        "es": """
{Suscríbete|Hazte socio} {por un euro al mes|ahora} y {lee sin límites|accede a todos los contenidos}.
{¿Ya eres suscriptor? Inicia sesión|Este contenido es exclusivo para suscriptores}.
Has {alcanzado el límite de|agotado tus} artículos gratuitos.
""",
        "it": """
{Abbonati|Attiva la prova} {per leggere tutto|a un euro al mese}{, disdici quando vuoi|}.
{Sei già abbonato? Accedi|Questo articolo è riservato agli abbonati}.
Registrati {gratis|ora} per {continuare a leggere|salvare gli articoli}.
""",
        "pt": """
{Assine|Torne-se membro} {por um real no primeiro mês|agora} e {leia sem limites|tenha acesso ilimitado}.
{Já é assinante? Faça login|Conteúdo exclusivo para assinantes}.
""",
        "nl": """
{Word abonnee|Probeer ons} {voor een euro|vier weken gratis} en {lees onbeperkt|lees alle artikelen}.
{Al abonnee? Log dan in|Dit artikel is alleen voor abonnees}.
""",
    },
    "cookies": {
        "en": """
We {and our partners |}use cookies {and similar technologies |}to {improve this site|measure traffic|personalise content}.
By {continuing to browse|using this website} you {agree|consent} to {our use of cookies|our privacy policy}.
{You can change|Manage} your {settings|preferences|choices} {at any time|in the footer}.
This {site|website} stores {data|small files} on your device{ so that it works properly|}. {Accept all|Reject all|Read our cookie notice}.
{We value your privacy|Your privacy matters to us}. {Choose which data we may process|Some of our partners rely on legitimate interest}.
To {show|load} this {map|video|post} we need your {permission|consent} to set cookies.
""",
        "de": """
Wir {und unsere Partner |}verwenden Cookies, um {Inhalte zu personalisieren|unsere Seite zu verbessern}.
Mit {dem Besuch dieser Seite|einem Klick auf Zustimmen} {willigen Sie ein|stimmen Sie der Verarbeitung Ihrer Daten zu}.
{Ihre Auswahl|Diese Einstellung} können Sie jederzeit {in der Datenschutzerklärung|unten auf der Seite} ändern.
""",
        "fr": """
Nous utilisons des cookies {pour mesurer l'audience|pour améliorer votre expérience}.
En poursuivant votre navigation, vous acceptez {notre politique de confidentialité|le dépôt de cookies}.
{Vous pouvez modifier|Gérez} vos préférences {à tout moment|en bas de page}.
""",
        "es": """
{Usamos|Utilizamos} cookies {propias y de terceros |}para {mejorar tu experiencia|medir el tráfico}.
Si sigues navegando, aceptas {nuestra política de privacidad|su uso}. {Puedes cambiar tus preferencias cuando quieras|}
""",
        "it": """
Utilizziamo i cookie per {migliorare il sito|personalizzare i contenuti}. {Puoi modificare le tue preferenze in ogni momento|Continuando accetti}.
""",
        "pt": """
{Usamos|Utilizamos} cookies para {melhorar a sua experiência|analisar o tráfego}. {Ao continuar, você concorda com a nossa política de privacidade|}
""",
        "nl": """
{Wij|We} gebruiken cookies om {de site te verbeteren|advertenties te tonen die bij u passen}. {U kunt uw voorkeuren altijd wijzigen|Lees ons privacybeleid}.
""",
    },
    "share": {
        "en": """
{Share|Send} this {story|article} {with your friends|on Facebook, X or WhatsApp}.
{Follow|Like|Find} us on {Facebook|Instagram|TikTok and YouTube|X} {for more|to see our videos first|}.
{Share Tweet Pin Email|Facebook Twitter LinkedIn Copy link|WhatsApp Email Print Save}
{Join|Be part of} our {Facebook group|WhatsApp channel|Telegram channel} {to talk about it|for live updates}.
{Did you like this article|Enjoyed this}? {Pass it on|Share it}.
{Tag us|Use the hashtag #{ourtown|readmore}} {in your photos|when you post}.
{Follow|You can follow} our {correspondent|science editor} {on X|on Bluesky|@{annlee|tom_reports}}.
""",
        "de": """
{Teilen Sie|Teile} diesen {Artikel|Beitrag} {mit Freunden|auf Facebook}.
{Folgen Sie|Folge} uns auf {Instagram|Facebook und TikTok|unserem WhatsApp-Kanal}.
{Artikel teilen|Teilen Merken Drucken}
""",
        "fr": """
Partagez cet article {sur Facebook|avec vos amis}.
{Suivez-nous|Retrouvez-nous} sur {Instagram|Facebook et X|notre chaîne WhatsApp}.
{Partager Envoyer Imprimer|Copier le lien}
""",
        "es": """
Comparte {esta noticia|este artículo} {en Facebook|con tus amigos}.
{Síguenos|Estamos} en {Instagram|Facebook y X|nuestro canal de WhatsApp}.
""",
        "it": """
Condividi {l'articolo|questa notizia} {su Facebook|con gli amici}.
Seguici su {Instagram|Facebook|WhatsApp}.
""",
        "pt": """
Compartilhe {esta notícia|esta reportagem} {no Facebook|com os amigos}.
{Siga-nos|Siga a gente} no {Instagram|Facebook|canal do WhatsApp}.
""",
        "nl": """
Deel dit {artikel|verhaal} {op Facebook|met vrienden}.
Volg ons op {Instagram|Facebook|ons WhatsApp-kanaal}.
""",
    },
    "app": {
        "en": """
{Download|Get} {our|the} {free |}app {for iOS and Android|} {and read offline|to get alerts first}.
{Turn on|Enable|Switch on} notifications {and never miss breaking news|to hear about new episodes}.
{Add|Pin} this site to your home screen {for quicker access|}.
{Our app|The new app} {is available in|can be found in} the App Store and on Google Play.
{Tap|Press} the {bell|star} {icon |}to {follow this topic|save this story}.
""",
        "de": """
{Laden Sie|Lade} {unsere App|die kostenlose App} {herunter|für iOS und Android}.
{Aktivieren Sie|Schalten Sie} {Push-Nachrichten|unsere Eilmeldungen} {ein|und verpassen Sie nichts}.
""",
        "fr": """
Téléchargez {notre application|l'appli gratuite} {pour suivre l'actualité|sur iOS et Android}.
Activez les notifications pour {être alerté|ne rien manquer}.
""",
        "es": """
Descarga {nuestra app|la aplicación gratuita} {y recibe alertas|para iOS y Android}.
""",
        "it": """
Scarica {la nostra app|l'app gratuita} {per leggere anche offline|e attiva le notifiche}.
""",
        "pt": """
Baixe {o nosso aplicativo|o app gratuito} {e receba alertas|}.
""",
        "nl": """
Download {onze app|de gratis app} {en ontvang meldingen|voor iOS en Android}.
""",
    },
    "related": {
        "en": """
{Read more|Read also|See also|Related|More|Don't miss}: {How the harbour was saved|Five books for a long winter|Inside the vote that split a town|Why prices will rise again}
{More on this story|Related stories|You may also like|Most read|Up next|Editor's picks}
{Click|Tap} here {for|to see} {more stories|our full coverage|the gallery}.
{Watch|Listen}: {the minister's full statement|our reporters explain|what happened next}
{For more on this|To find out more}, {visit|go to|see} our {special page|guide|live blog}.
{Keep|Continue} reading {below|after the advert|}.
{You might also be interested in|Readers also liked}: {a walk along the old canal|ten recipes for autumn}
{Here|These} are {five|seven} things {to know|you should read} next.
{Scroll|Swipe} {down|left} {for video|to see all photos|to load more}.
{Explore|Browse} {all our stories about|our archive on} {housing|the oceans|tennis}.
{Follow the latest|All the news} {on our live page|here}.
""",
        "de": """
{Lesen Sie auch|Mehr zum Thema|Siehe auch|Auch interessant|Passend dazu}: {So wurde der Hafen gerettet|Warum die Preise steigen|Fünf Bücher für den Winter}
{Mehr dazu|Weitere Informationen} {finden Sie hier|lesen Sie in unserem Dossier}.
{Meistgelesen|Das könnte Sie auch interessieren|Weitere Artikel}
""",
        "fr": """
{À lire aussi|Lire aussi|Voir aussi|Sur le même sujet} : {Comment le port a été sauvé|Pourquoi les prix augmentent|Cinq livres pour l'hiver}
{Retrouvez|Suivez} {notre direct|tous nos articles} {sur ce sujet|ici}.
{Les plus lus|Pour aller plus loin|La suite après cette publicité}
""",
        "es": """
{Lea también|Te puede interesar|Más información|Ver también}: {Así se salvó el puerto|Por qué suben los precios|Cinco libros para el invierno}
{Pincha|Haz clic} aquí para {ver la galería|leer más}.
{Lo más leído|Noticias relacionadas}
""",
        "it": """
{Leggi anche|Approfondisci|Vedi anche}: {Come è stato salvato il porto|Perché i prezzi salgono|Cinque libri per l'inverno}
{Clicca qui|Vai alla gallery} per {vedere tutte le foto|saperne di più}.
{I più letti|Potrebbe interessarti}
""",
        "pt": """
{Leia também|Veja também|Saiba mais|Confira}: {Como o porto foi salvo|Por que os preços sobem|Cinco livros para o inverno}
Clique aqui para {ver a galeria|ler mais}.
""",
        "nl": """
{Lees ook|Bekijk ook|Zie ook|Meer over dit onderwerp}: {Zo werd de haven gered|Waarom de prijzen stijgen|Vijf boeken voor de winter}
Klik hier voor {meer foto's|het hele verhaal}.
""",
    },
    "caption": {
        "en": """
{Image caption|Media caption} {The minister arrives for talks|Crews worked through the night}
{Photo|Photograph|Picture}: {Ann Lee|J. Moreau}/{Agency|Getty Images|Reuters}
{Photo by|Image courtesy of} {Maria Costa|the museum|NASA}
{A worker checks a valve|Fans queue outside the stadium|The harbour at dawn} {on Monday|in a file photo}. {Credit: J. Moreau|(Handout)|Image: Getty}
{Pictured|Above|Left}: {the new bridge|Dr Lee with her team|the winning design}
""",
        "de": """
{Foto|Bild|Quelle}: {A. Lehmann|dpa|Archiv|Imago}
{Symbolbild|Archivbild}: {ein Streifenwagen|der Hafen am Morgen}. Foto: {dpa|Lehmann}
""",
        "fr": """
{Photo|Crédit photo} : {A. Moreau|AFP|archives}
{Le port au petit matin|La ministre lundi à Paris}. {Photo d'archives|© AFP}
""",
        "es": """
{Foto|Imagen|Crédito}: {EFE|A. Ruiz|Archivo}
""",
        "it": """
{Foto|Credito}: {Ansa|A. Ricci|archivio}
""",
        "pt": """
{Foto|Crédito|Imagem}: {Reprodução|A. Costa|Divulgação}
""",
        "nl": """
{Foto|Beeld|Bron}: {ANP|A. de Vries|archief}
""",
    },
    "copyright": {
        "en": """
{All rights reserved|Copyright {2023|2024|2025}}. {This material may not be|No part of this article may be} {copied|published, broadcast or rewritten} without {permission|our consent}.
{The views|Opinions} expressed {here|in this column} are those of the author {alone|and not of this newspaper}.
{This article|This story} {was first published|originally appeared} {in|on} {The Courier|our sister site} and is {republished with permission|used under a Creative Commons licence}.
({Reporting by|Additional reporting by} {Ann Lee|Tom Moreau}; editing by {M. Costa|J. Brown})
{The Associated Desk|Our partner agency} contributed to this {report|story}.
We are not responsible for the content of external {sites|links}.
""",
        "de": """
{Alle Rechte vorbehalten|Copyright {2024|2025}}. {Nachdruck nur mit Genehmigung|Weitergabe nicht gestattet}.
{Mit Material von|Quelle:} {dpa|afp} {und eigenen Informationen|}
""",
        "fr": """
Tous droits {réservés|de reproduction réservés}. {Toute reproduction est interdite sans accord|} {(avec AFP)|}
""",
        "es": """
{Todos los derechos reservados|Prohibida la reproducción sin permiso}. {Con información de agencias|}
""",
        "it": """
{Tutti i diritti riservati|Riproduzione riservata}{ © 2024|}
""",
        "pt": """
Todos os direitos reservados. {É proibida a reprodução sem autorização|}
""",
        "nl": """
Alle rechten voorbehouden. {Overname alleen met toestemming|}
""",
    },
    "contact": {
        "en": """
{Do you have|Got} a {story|tip}? {Write to|Email|Call} our {newsdesk|news team} {in confidence|at tips@example.org}.
{Have you been affected by|Were you there during} {the floods|this}? {Get in touch|Tell us your story}.
{Contact|You can reach} {the author|our reporter} {at|via} {ann.lee@example.org|the form below}.
{Send|Share} your {photos|letters} {to|with} {the editor|our team}.
If you {need|are looking for} {help|support}, {call the helpline|contact the charity} {free of charge|day or night}.
""",
        "de": """
{Haben Sie|Hast du} {Hinweise|einen Tipp|Fragen}? {Schreiben Sie uns|Mail an redaktion@example.org}.
{Ihre Meinung ist gefragt|Wie denken Sie darüber}? {Schreiben Sie der Redaktion|Diskutieren Sie mit}.
""",
        "fr": """
{Vous avez une information|Vous êtes témoin} ? {Écrivez-nous|Contactez la rédaction}{ en toute confidentialité|}.
""",
        "es": """
¿Tienes {una historia|información}? {Escríbenos|Contacta con la redacción} {a pistas@example.org|}.
""",
        "it": """
Hai {una storia da raccontare|una segnalazione}? {Scrivici|Contatta la redazione}.
""",
        "pt": """
Tem {uma história|uma denúncia}? {Escreva para a gente|Fale com a redação}.
""",
        "nl": """
Heeft u {een tip|informatie}? {Mail de redactie|Neem contact met ons op}.
""",
    },
    "comments": {
        "en": """
{Leave|Post} a {comment|reply} {below|}. {Your email address will not be published|Be the first to comment}.
{Join the conversation|Have your say|What do you think}? {Tell us in the comments|Comments are open until Friday}.
{Comments|Posts} are {moderated|reviewed} {before they appear|}; please {be civil|keep to the subject}.
{Log in|Sign in} to {join the debate|vote and reply}.
""",
        "de": """
{Schreiben Sie|Hinterlassen Sie} einen Kommentar. {Bitte bleiben Sie sachlich|Kommentare werden geprüft}.
Was {meinen|denken} Sie? {Diskutieren Sie mit|Schreiben Sie es in die Kommentare}.
""",
        "fr": """
{Laissez|Postez} un commentaire. {Les commentaires sont modérés|Donnez votre avis}.
""",
        "es": """
{Deja|Escribe} un comentario{ más abajo|}. {¿Qué opinas?|Los comentarios son moderados.}
""",
        "it": """
Lascia un commento {qui sotto|}. {Tu cosa ne pensi?|I commenti sono moderati.}
""",
        "pt": """
Deixe {um|o seu} comentário {abaixo|}. {O que você acha?|}
""",
        "nl": """
{Laat een reactie achter|Reageer hieronder}. {Wat vindt u?|Reacties worden gemodereerd.}
""",
    },
    "advert": {
        "en": """
{Advertisement|Sponsored|Paid content|Promoted}
{Story|Article} continues {below|after this advert}
{This article is|This series is} {sponsored by|brought to you by|presented by} {a partner|Northbank|Solstice Travel}.
{Save|Get} {20 per cent|up to £150} {off|on} {garden furniture|your next trip}{ with code SPRING|}. {Shop now|Offer ends Sunday}.
{Looking for|Need} {car insurance|a new mattress}? {Compare offers in two minutes|Get a free quote today}.
{Limited-time offer|Last chance}: {two tickets for the price of one|free delivery on every order}.
""",
        "de": """
{Anzeige|Werbung|Gesponsert}
{Jetzt bestellen|Nur heute}: {20 Prozent Rabatt|versandkostenfrei} {auf Gartenmöbel|auf alles}.
Der Artikel geht nach der Anzeige weiter.
""",
        "fr": """
{Publicité|Contenu sponsorisé|La suite après la publicité}
{Profitez de|Dernier jour pour} {20 % de remise|la livraison gratuite}{ sur tout le site|}.
""",
        "es": """
{Publicidad|Contenido patrocinado|La noticia continúa después de la publicidad}
{Aprovecha|Solo hoy}: {20 % de descuento|envío gratis}.
""",
        "it": """
{Pubblicità|Contenuto sponsorizzato}
{Solo oggi|Approfitta}: {sconto del 20 per cento|spedizione gratuita}.
""",
        "pt": """
{Publicidade|Conteúdo patrocinado|Continua depois da publicidade}
""",
        "nl": """
{Advertentie|Gesponsord}
{Lees verder onder de advertentie|Nu met 20 procent korting}.
""",
    },
    "event": {
        "en": """
{Join us|Meet our writers} {on 12 May|next Thursday} for {an evening of debate|our annual summit|a live recording}. {Tickets are on sale now|Book your seat}.
{Our|The} {podcast|webinar} {returns|is back} {this week|in June}: {listen wherever you get your podcasts|register for free}.
{Reserve|Book} your place at our {festival|conference} {before it sells out|and save 10 per cent}.
Hear more {about this|from our reporters} {in the latest episode|on the show}.
""",
        "de": """
{Kommen Sie|Seien Sie dabei}: {unser Leserabend am 12. Mai|die große Konferenz im Juni}. {Jetzt Tickets sichern|Anmeldung ab sofort}.
{Hören Sie|Abonnieren Sie} {auch unseren Podcast|die neue Folge}.
""",
        "fr": """
{Participez à|Réservez votre place pour} {notre soirée du 12 mai|notre festival}.
Écoutez {notre podcast|le nouvel épisode} {chaque vendredi|}.
""",
        "es": """
{Reserva tu plaza|Compra tus entradas} para {nuestro festival|el encuentro del 12 de mayo}. {Escucha también nuestro podcast|}
""",
        "it": """
{Prenota il tuo posto|Biglietti in vendita} per {il nostro festival|l'incontro del 12 maggio}. {Ascolta anche il nostro podcast|}
""",
        "pt": """
{Garanta o seu lugar|Ingressos à venda} para {o nosso festival|o encontro de 12 de maio}. {Ouça também o nosso podcast|}
""",
        "nl": """
{Reserveer uw plaats|Koop nu kaarten} voor {ons festival|de avond van 12 mei}. {Luister ook naar onze podcast|}
""",
    },
    "author": {
        "en": """
{Ann Lee|Tom Moreau|Maria Costa} is {a reporter|the science editor|a freelance writer|a senior fellow} {based in Lisbon|at The Courier|and the author of two books}.
{She|He} {covers|writes about} {energy|courts and prisons|technology} {for this newspaper|} and {can be reached at|tweets as} {a.lee@example.org|@tmoreau}.
By {Ann Lee|Tom Moreau}, {political correspondent|in Brussels|Staff writer}
{More|See all articles} by {Ann Lee|this author}
{About the author|Our correspondent}: {Maria Costa has reported from thirty countries|Tom Moreau joined us in 2015}.
""",
        "de": """
{Anna Lehmann|Der Autor|Die Autorin} {ist Redakteurin im Ressort Politik|schreibt über Energie|arbeitet als freier Journalist in Wien}.
Von {Anna Lehmann|Jan Vogel}{, Brüssel|}
""",
        "fr": """
{Anne Moreau|L'auteur} est {journaliste au service politique|correspondante à Rome}.
Par {Anne Moreau|Luc Petit}
""",
        "es": """
{Ana Ruiz|El autor} es {periodista|corresponsal en Lima} {y escribe sobre economía|}.
""",
        "it": """
{Anna Ricci|L'autore} è {giornalista|corrispondente da Londra} {e scrive di economia|}.
""",
        "pt": """
{Ana Costa|O autor} é {jornalista|correspondente em Lisboa} {e escreve sobre economia|}.
""",
        "nl": """
{Anna de Vries|De auteur} is {redacteur|correspondent in Berlijn} {en schrijft over economie|}.
""",
    },
    "correction": {
        "en": """
{Correction|Clarification|Editor's note}: {an earlier version of this article|a previous headline} {misstated|gave the wrong} {the date|a name|the size of the fund}.
This {article|story|page} {was|has been} {updated|amended|corrected} {on 3 May|to add a response|at 14:20}.
{Last updated|Published|Posted} {on |}{3 May 2024|Monday, 12 June} {at 10:15|}
""",
        "de": """
{Korrektur|Anmerkung der Redaktion}: {In einer früheren Fassung|Zunächst} {hieß es, der Fonds sei größer|war ein Name falsch geschrieben}. {Wir haben das geändert|}
{Aktualisiert|Veröffentlicht} am {3. Mai 2024|12. Juni}{ um 10.15 Uhr|}
""",
        "fr": """
{Rectificatif|Note de la rédaction} : {une version précédente comportait une erreur|le nom a été corrigé}.
{Publié|Mis à jour} le {3 mai 2024|12 juin}{ à 10h15|}
""",
        "es": """
{Fe de errores|Nota de la redacción}: {una versión anterior contenía un error|se ha corregido el nombre}.
""",
        "it": """
{Rettifica|Nota della redazione}: {una versione precedente conteneva un errore|il nome è stato corretto}.
""",
        "pt": """
{Errata|Correção}: {uma versão anterior continha um erro|o nome foi corrigido}. {Atualizado em 3 de maio|}
""",
        "nl": """
{Rectificatie|Noot van de redactie}: {in een eerdere versie stond een fout|de naam is gecorrigeerd}.
""",
    },
    "affiliate": {
        "en": """
{We may earn|Our site may receive} a {small |}commission {if you buy|when you shop} through {links on this page|our links}{, at no extra cost to you|}.
{All products|The items here} are {independently|freely} {selected|chosen} by our editors. {Prices were right when we published|Some retailers pay us a share}.
{This post|This page} contains affiliate links.
""",
        "de": """
{Kaufen Sie über einen dieser Links|Bei einem Kauf über unsere Links}, erhalten wir {eine kleine Provision|einen Anteil}. {Der Preis bleibt gleich|}
Dieser {Artikel|Beitrag} enthält Affiliate-Links.
""",
        "fr": """
{Cet article contient des liens affiliés|Nous pouvons percevoir une commission sur vos achats}.
""",
        "es": """
{Este artículo contiene enlaces de afiliados|Podemos recibir una comisión por tus compras}.
""",
        "it": """
{Questo articolo contiene link affiliati|Potremmo ricevere una commissione sugli acquisti}.
""",
        "pt": """
{Este texto contém links de afiliados|Podemos receber uma comissão pelas compras}.
""",
        "nl": """
{Dit artikel bevat affiliatelinks|Wij kunnen een commissie ontvangen als u iets koopt}.
""",
    },
    "player": {
        "en": """
{Play|Pause|Unmute} {video|audio} {2:31|}
{Listen to this article|Hear this story} {now|} {(6 min)|in our app|}
{This video|The player} {cannot be played|is not available} {in your country|on this device}.
{Video|Audio}: {watch the full speech|our reporter on the ground}
{5|Four} min{utes|} read
""",
        "de": """
{Artikel anhören|Video abspielen} {(4 Minuten)|}
{Lesezeit|Lesedauer}: {drei|5} Minuten
""",
        "fr": """
{Écouter l'article|Voir la vidéo} {(4 min)|}
Temps de lecture : {3|cinq} min
""",
        "es": """
{Escuchar|Ver el vídeo} {(4 min)|}
Tiempo de lectura: {3|cinco} minutos
""",
        "it": """
{Ascolta l'articolo|Guarda il video} {(4 min)|}
""",
        "pt": """
{Ouvir|Assista ao vídeo} {(4 min)|}
""",
        "nl": """
{Luister naar dit artikel|Bekijk de video} {(4 min)|}
""",
    },
    "browser": {
        "en": """
{Your browser|This browser} {is out of date|does not support video|is not supported}. {Please update it|Switch to a newer one} to {see this page|continue}.
{Please enable|Turn on} JavaScript {to use this site|and reload the page}.
{We see|It looks like} you are using an ad blocker. {Please switch it off|Allow adverts to support us}.
{Something went wrong|The page could not be loaded}. {Try again later|Refresh your browser}.
""",
        "de": """
{Ihr Browser ist veraltet|Bitte aktivieren Sie JavaScript}, um {die Seite zu sehen|fortzufahren}.
{Sie nutzen einen Werbeblocker|Adblocker erkannt}. Bitte {schalten Sie ihn aus|erlauben Sie Werbung}.
""",
        "fr": """
Votre navigateur {n'est pas à jour|ne prend pas en charge cette vidéo}. {Activez JavaScript|Désactivez votre bloqueur de publicité}.
""",
        "es": """
Tu navegador {no es compatible|está desactualizado}. {Activa JavaScript|Desactiva el bloqueador de anuncios}.
""",
        "it": """
Il tuo browser {non è supportato|non è aggiornato}. {Attiva JavaScript|Disattiva il blocco della pubblicità}.
""",
        "pt": """
O seu navegador {não é compatível|está desatualizado}. {Ative o JavaScript|Desative o bloqueador de anúncios}.
""",
        "nl": """
Uw browser {is verouderd|wordt niet ondersteund}. {Zet JavaScript aan|Schakel uw adblocker uit}.
""",
    },
    "age": {
        "en": """
{Are you over|You must be at least} 18 {to view this page|to enter|years old}? {Enter your date of birth|Confirm your age}.
{Warning|Viewer discretion advised}: {this story contains graphic images|some readers may find this upsetting}.
{Drink|Gamble} responsibly. {18 and over only|Help is available}.
""",
        "de": """
{Sind Sie über 18|Dieser Inhalt ist erst ab 18}? {Bitte bestätigen Sie Ihr Alter|}
""",
        "fr": """
{Avez-vous plus de 18 ans|Ce contenu est réservé aux majeurs} ? {Confirmez votre âge|}
""",
        "es": """
¿Eres mayor de 18 años? {Confirma tu edad|}
""",
        "it": """
Hai più di 18 anni? {Conferma la tua età|}
""",
        "pt": """
Você tem mais de 18 anos? {Confirme a sua idade|}
""",
        "nl": """
Bent u ouder dan 18? {Bevestig uw leeftijd|}
""",
    },
    "survey": {
        "en": """
{Take|Fill in} our {two-minute|short} survey {and help us improve|}.
{Was this {page|article} {helpful|useful}|Did you find this article useful}? {Rate it|Yes No}
{Vote in our poll|Take our quiz}: {who should win|how much do you know}?
We {want|would love} your feedback{: tell us what to do better|}.
""",
        "de": """
{War dieser Artikel hilfreich|Wie gefällt Ihnen unsere neue Seite}? {Stimmen Sie ab|Nehmen Sie an unserer Umfrage teil}.
""",
        "fr": """
{Cet article vous a-t-il été utile|Répondez à notre sondage} ? {Donnez votre avis|}
""",
        "es": """
{¿Te ha sido útil este artículo?|Participa en nuestra encuesta.}
""",
        "it": """
{Questo articolo ti è stato utile?|Partecipa al nostro sondaggio.}
""",
        "pt": """
{Este artigo foi útil?|Participe da nossa enquete.}
""",
        "nl": """
{Was dit artikel nuttig?|Doe mee aan onze enquête.}
""",
    },
    "jobs": {
        "en": """
{We are hiring|Join our team}: {see our vacancies|apply by 1 June}.
{Looking for a new job|Ready for a change}? {Search thousands of openings|Browse our job board}.
{Work with us|Careers}: {we are looking for a data reporter|internships for the autumn are open}.
""",
        "de": """
{Wir suchen Verstärkung|Jetzt bewerben}: {Alle offenen Stellen finden Sie hier|Volontariat ab Herbst}.
""",
        "fr": """
{Nous recrutons|Rejoignez l'équipe} : {postulez avant le 1er juin|consultez nos offres d'emploi}.
""",
        "es": """
{Trabaja con nosotros|Buscamos redactores}: {consulta las vacantes|envía tu currículum}.
""",
        "it": """
{Lavora con noi|Cerchiamo redattori}: {invia il tuo curriculum|scopri le posizioni aperte}.
""",
        "pt": """
{Trabalhe conosco|Estamos contratando}: {veja as vagas|envie o seu currículo}.
""",
        "nl": """
{Werken bij ons|Wij zoeken collega's}: {bekijk de vacatures|solliciteer voor 1 juni}.
""",
    },
}

INNERMOST = re.compile(r"\{([^{}]*)\}")


def expand(template, generator):
    while True:
        changed = INNERMOST.sub(lambda match: generator.choice(match.group(1).split("|")), template)
        if changed == template:
            return re.sub(r"\s+", " ", changed).replace(" ,", ",").strip()
        template = changed


def main():
    generator = random.Random(20)
    for kind, languages in TEMPLATES.items():
        for language, block in languages.items():
            for template in block.strip().split("\n"):
                seen = []
                for _ in range(12):
                    text = expand(template, generator)
                    if text and text not in seen:
                        seen.append(text)
                for text in seen[:4]:
                    print(json.dumps({"kind": kind, "language": language, "text": text}, ensure_ascii=False))


main()
