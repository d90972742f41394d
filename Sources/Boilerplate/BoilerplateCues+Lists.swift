extension BoilerplateCues {
    /// The cues: `!` marks a strong one, `!!` a phrase of a language that the model has not seen, which decides by itself,
    /// a final `*` a beginning of a word; anything else is a whole word or phrase.
    ///
    /// A word that news have in any of the languages is weak at most, however sure it is in its own: a French "enquête" is an
    /// inquiry, a Dutch one a survey. What is sure is the phrase that asks the reader.
    static let lists: [(Kind, StaticString)] = [
        (
            .donation,
            """
            !donate today|!donate now|!make a donation|!your donation|!your contribution|!chip in|!make a gift
            |!your gift|!support our journalism|!support our work|!support independent|!independent journalism
            |!quality journalism|!public-interest journalism|!reader-supported|!reader-funded|!become a supporter
            |!become a patron|!fund our|!your generosity|!your support|!your backing|!support us|!tax-deductible
            |!pledge today|!your help we|donat*|contribut*|fundrais*|gift|support|supporter*|generosity|generous
            |backing|chip|patron|patreon|pledge|crowdfund*|paypal|keep us|help us|help keep|paywall*|nonprofit
            |non-profit|paid for by|afford|free to read|journalism|open to everyone|available to everyone
            |makes a difference|makes all the difference|make possible|!spenden sie|!jetzt spenden|!ihre spende
            |!deine spende|!unterstützen sie uns|!unterstütze uns|spende*|unterstütz*|!unabhängigen journalismus
            |!unabhängiger journalismus|!faites un don|!faire un don|!votre don|!soutenez-nous|!soutenez
            |!votre soutien|soutien|soutenir|!journalisme indépendant|dons|!haz una donación|!tu donación|!su donación
            |!tu apoyo|!su apoyo|!apóyanos|!dona ahora|!periodismo independiente|dona|donación*|apoya*
            |!fai una donazione|!dona ora|!il tuo sostegno|!il tuo contributo|!sostienici|!sostieni
            |!il vostro sostegno|!giornalismo indipendente|sostegno|donazion*|!faça uma doação|!doe agora|!apoie
            |!o seu apoio|!seu apoio|!jornalismo independente|doação|doações|!doneer|!steun ons|!uw steun|!jouw steun
            |!jouw bijdrage|!uw bijdrage|!onafhankelijke journalistiek|steun*|bijdrage|donatie*|!!поддержите нас
            |!!поддержите наш*|!!поддержать наш*|!!вашей поддержке|!!вашей поддержки|!!ежемесячное пожертвование
            |!!оформите пожертвование|!!сделать пожертвование|!!сделайте пожертвование|!!независимая журналистика
            |!!подпишитесь на ежемесячн*|пожертвован*|!!wesprzyj nas|!!wspieraj nas|!!wesprzyj nasz*|!!naszym patronom
            |!!przekaż darowiznę|!!niezależne dziennikarstwo|darowizn*|!!dzięki wsparciu|!!підтримайте нас
            |!!підтримайте наш*|!!вашій підтримці|!!зробити внесок|!!незалежна журналістика|пожертв*|!!podpořte nás
            |!!podpořte naši|!!přispějte nám|!!přispějte na|!darujte|!!nezávislou žurnalistiku|!!destek olun|!!bize destek
            |!!bağış yapın|!bağışınız|!!bağımsız gazetecilik|!ادعمنا|!!ادعم صحافتنا|!!تبرع الآن|!تبرعك|!ご寄付|!!寄付をお願い
            |!!ご支援をお願い|!!ご支援ください|!!サポーターになる|!!请支持我们|!!支持我们|!!請支持我們|!!支持我們|!!捐款支持|!!立即捐款|!!후원해 주세요|!!후원해주세요|!!후원하기|!!정기후원|!!여러분의 후원
            """
        ),
        (
            .newsletter,
            """
            !newsletter*|!mailing list|!your inbox|email address|e-mail address|!sign up for|!sign up to|!sign up here
            |!sign up now|!sign up today|!daily briefing|!morning briefing|!weekly roundup|!email alerts
            |!join our mailing|!delivered to you|!straight to your|!daily digest|!weekly digest|stay informed
            |!stay up to date|!get our|!get the latest|!get the best of|inbox|sign up|signing up|signed up|sign-up
            |digest|briefing|roundup|unsubscribe*|every morning|every week|every friday|email alert*|alerts|bulletin*
            |e-bulletin*|mailing|opt out|marketing emails|!postfach|!e-mail-adresse|!melden sie sich an
            |!jetzt anmelden|anmelden|!newsletter abonnieren|!täglich per mail|!boîte mail|!boîte de réception
            |adresse e-mail|adresse mail|!inscrivez-vous|!lettre d'information|!infolettre|boletín
            |boletines|correo electrónico|!suscríbete al|!tu correo|!bandeja de entrada|!inscríbete|!casella di posta
            |!iscriviti|!indirizzo email|!la tua email|!caixa de entrada|!inscreva-se|!cadastre-se|!seu e-mail
            |!subscreva a|!nieuwsbrief*|e-mailadres|!schrijf je in|!schrijf u in|!meld je aan|!meld u aan|mailbox
            |aanmelden|!dein postfach|!ihr postfach|!votre boîte|!recevez notre|!recibe las noticias|!recibe nuestr
            |!ricevi le notizie|!receba as notícias|!ontvang het nieuws|!ontvang onze|!suscríbete a nuestro
            |!abonnez-vous à notre|!inscrivez-vous à notre|!iscriviti alla|!assine a nossa|!assine nossa
            |!!подпишитесь на рассылку|!!подписаться на рассылку|!!нашу рассылку|!!на наш телеграм*|!!подпишитесь на нас
            |!!zapisz się na|!!zapisz się do|!newslettera|!!підпишіться на розсилку|!!підпишіться на наш*
            |!!přihlaste se k odběru|!odebírejte|!!odběr novinek|!bültenimize|!e-bülten*|!bültene|!!اشترك في نشرتنا
            |!!نشرتنا البريدية|!!النشرة البريدية|!!メルマガ|!!メールマガジン|!!ニュースレター|!!订阅我们的|!!订阅电子报|!!訂閱電子報|!電子報|!!邮件订阅|!!뉴스레터
            """
        ),
        (
            .subscription,
            """
            !subscribe now|!subscribe today|!subscribe to|!subscribe for|!unlimited access|!already a subscriber
            |!already have an account|log in to|sign in to|register to|!to continue reading|!to keep reading
            |free trial|!create an account|!create a free account|free account|!become a member|!become a subscriber
            |!subscribers only|!for subscribers|!premium content|!cancel anytime|!cancel at any time|a month
            |full access|!your subscription|!exclusive content|!log in here|!sign in here|!article limit
            |!free articles|!ad-free|!members only|!digital access|subscri*|membership|log in|login|sign in|register
            |registered|premium|unlock*|account|password|per month|billed|renew*|auto-renew*|paywall*
            |!jetzt abonnieren|!jetzt testen|!im abo|!mit einem abo|abonn*|!weiterlesen mit|!jetzt weiterlesen
            |!kostenlos testen|!monatlich kündbar|!registrieren sie sich|!einloggen|!bereits abonnent|!abonnez-vous
            |!réservé aux abonnés|!déjà abonné*|!s'abonner|!accès illimité|!sans engagement|!créez un compte
            |!se connecter|!suscríbete|!suscribete|!suscríbase|!acceso ilimitado|!ya eres suscriptor|!inicia sesión
            |!iniciar sesión|suscri*|!abbonati|abbonamento|accedi|!contenuto riservato|!sei già abbonato|abbona*
            |assine|!assinante*|!já é assinante|!acesso ilimitado|!faça login|assinatura|!word abonnee|!al abonnee
            |onbeperkt|!inloggen|!probeer gratis|abonnee*|abonnement*|!artículo exclusivo|!réservée aux abonnés
            |!il vous reste|!contenido para suscriptores|!contenuto riservato agli|!conteúdo para assinantes
            |!alleen voor abonnees|!word nu lid|!word lid|!lees de eerste maand|!maand voor|!devenez abonné
            |!article réservé|!nur für abonnenten|!!оформите подписку|!!только для подписчиков|!!доступно подписчикам
            |!!по подписке|!!чтобы дочитать|!!чтобы читать дальше|войдите|!зарегистрируйтесь|!!tylko dla prenumeratorów
            |!!dla subskrybentów|!!wykup dostęp|!!wykup subskrypcję|!!aby czytać dalej|!!masz już konto|!!zaloguj się
            |!prenumerat*|!!лише для передплатників|!!оформіть передплату|!передплатіть|увійдіть
            |!!pouze pro předplatitele|!!předplaťte si|!!přihlaste se|!!máte již účet|!!sadece aboneler*|!!abone olun
            |!!abone ol|!!devamını okumak için|!!üye girişi|!!giriş yapın|!!للمشتركين فقط|!!اشترك الآن|!!سجل الدخول
            |!!لمتابعة القراءة|!!有料記事|!!この記事は有料|!!有料会員|!!会員限定|!!会員登録|!!無料会員|!!続きを読むには|ログイン|!!本文为付费|!!付费阅读|!!订阅后阅读|!!会员专享
            |!登录后|!!訂閱會員|!!付費內容|!!會員專屬|!登入後|!!유료 기사|!!유료회원|!!구독자 전용|!!회원 전용|!!로그인 후|!!구독하시면
            """
        ),
        (
            .cookies,
            """
            !we use cookies|!use of cookies|!cookie settings|!cookie policy|!accept cookies|!accept all|!reject all
            |!your preferences|!your privacy|!privacy policy|!privacy notice|!your consent|!manage preferences
            |!similar technologies|your device|your choices|!browsing experience|!your browsing|!personalise content
            |!personalize content|!terms of use|!terms of service|terms and conditions|!by continuing|!this site uses
            |!this website uses|!this website stores|!our website uses|!our partners|legitimate interest|personal data
            |!do not sell|cookie*|consent|privacy|tracking|preferences|partners|gdpr|!wir verwenden cookies
            |datenschutz*|einwilligung|!alle akzeptieren|zustimm*|!unsere partner|!nutzungsbedingungen
            |!nous utilisons des cookies|!politique de confidentialité|!tout accepter|!vos préférences
            |!nos partenaires|vos données|!usamos cookies|!utilizamos cookies|!política de privacidad|!aceptar todo
            |aceptar|!tus preferencias|consentimiento|!informativa sulla privacy|!utilizziamo i cookie|!accetta tutti
            |consenso|!i nostri partner|!política de privacidade|aceitar|!nossos parceiros|!privacybeleid
            |!cookiebeleid|!wij gebruiken cookies|!alles accepteren|toestemming|!onze partners|voorwaarden
            |!!файлы cookie|!!используем cookie*|!!политика конфиденциальности|!!политику конфиденциальности|!!политикой конфиденциальности|!!обработку персональных|!!pliki cookie
            |!!plików cookie|!!polityka prywatności|!!politykę prywatności|!!файли cookie|!!політика конфіденційності
            |!!soubory cookie|!!souborů cookie|!ochrana osobních|!çerez*|!!gizlilik politikası|!!ملفات تعريف الارتباط
            |!!سياسة الخصوصية|クッキー|!cookieを使用|!!プライバシーポリシー|!!个人信息保护政策|!!隐私政策|!!隱私權政策|!!使用cookie|쿠키|!!개인정보 처리방침
            """
        ),
        (
            .share,
            """
            !share this|!share on|!share via|share it|share your|!tweet this|!follow us|!follow our|like us
            |!like our page|!find us on|!join us on|!join our|!copy link|!copy the link|!email this|!print this
            |!save for later|on facebook|on twitter|on instagram|on whatsapp|via whatsapp|on linkedin|on telegram
            |!our facebook|!our twitter|!our instagram|!our whatsapp|!our telegram|!our youtube|social media channels
            |tag us|!whatsapp channel|facebook page|!follow me|!follow him on|!follow her on|!follow them on|facebook
            |twitter|instagram|whatsapp|telegram|linkedin|pinterest|reddit|snapchat|tiktok|threads|bluesky|mastodon
            |flipboard|messenger|hashtag|share|tweet|follow|pocket|!teilen sie|!artikel teilen|!folgen sie uns
            |!folge uns|!folgt uns|auf facebook|auf twitter|auf instagram|teilen|partagez|partager|!suivez-nous
            |!suivez nous|sur facebook|sur twitter|sur instagram|comparte|compartir|!síguenos|!siguenos|en facebook
            |en twitter|en instagram|condividi|!seguici|su facebook|su twitter|su instagram|!compartilhe|!partilhe
            |!siga-nos|siga o|no facebook|no twitter|no instagram|!deel dit|!delen via|!volg ons|op facebook
            |op twitter|op instagram|!deel op|!share on facebook|!share on twitter|!share on x|!share on whatsapp
            |!follow us on|!auf facebook teilen|!auf whatsapp teilen|!partager sur|!partagez cet|!partager cet
            |!partager l'article|!compartir en|!comparte est|!compartir est|!condividi su|!condividi quest
            |!compartilhe est|!partilhar no|!compartilhar no|!delen op|!deel dit artikel|!artikel delen
            |!copier le lien|!link kopieren|!copiar enlace|!copiar link|!copia link|!kopieer link|!gift this article
            |!offrir cet article|поделиться|поделитесь|!!подписывайтесь на|udostępnij|!!obserwuj nas|!!śledź nas
            |поділитися|поділіться|!!підписуйтесь на|!sdílet|!sdílejte|!!sledujte nás|paylaş|paylaşın|!!bizi takip
            |!!شارك المقال|!!شارك هذا|!!تابعونا على|!!تابعنا على|!!シェアする|!!この記事をシェア|!!フォローする|!分享到|!分享至|!!关注我们|!!關注我們|!!扫码关注
            |!!공유하기|팔로우|구독하기
            """
        ),
        (
            .app,
            """
            !download our app|!download the app|!our app|app store|google play|!the free app|!install the app
            |push notifications|!turn on notifications|!enable notifications|notifications|!get the app
            |!our mobile app|home screen|!bell icon|app|apps|download*|ios|android|smartphone|tablet|!unsere app
            |!app herunterladen|!app laden|!notre application|téléchargez|!notre appli|!nuestra app|descarga
            |!descárgate|!la nostra app|!scarica l'app|scarica|!nosso app|!nosso aplicativo|baixe|!descarregue
            |!onze app|!download de app|!activez les notifications|pushmeldungen|meldingen
            """
        ),
        (
            .related,
            """
            !read more|!read also|!read next|!also read|!see also|!more on this|more from|!more stories|more news
            |!related stories|!related articles|!related content|!related topics|!related links|!related:
            |!you may also like|!you might also like|!you might also be|recommended|!most read|most popular
            |!trending now|trending|!editor's picks|!editors' picks|up next|!don't miss|!in case you missed|must read
            |!what to read next|!read the full|!continue reading|keep reading|click here|find out more|learn more
            |!full coverage|!top stories|!also in|in pictures|!in other news|elsewhere on|latest news|for more on
            |!for more information|!for more details|!for more stories|!watch more|listen to|!watch:|!watch now
            |!listen:|watch the|!explore more|!our guide to|our latest|here's what|read:|more:|related|click|tap|visit
            |explore|discover|browse|!lesen sie auch|!lesen sie hier|!lesen sie mehr|!mehr zum thema|!mehr dazu
            |!mehr lesen|!lesen sie|!siehe auch|zum thema|!das könnte|auch interessant|!weitere artikel|!meistgelesen
            |!passend dazu|!mehr infos|!hier geht es|!lire aussi|!à lire aussi|!a lire aussi|!à lire|!voir aussi
            |!lire la suite|à voir|!sur le même sujet|!les plus lus|!en savoir plus|!pour aller plus loin|!lea también
            |!lee también|!leer más|!le puede interesar|!te puede interesar|!más información|más noticias|!ver también
            |!más leídas|!lo más leído|!también te puede|relacionad*|!leggi anche|!leggi l'articolo|!approfondisci
            |!vedi anche|!guarda anche|!potrebbe interessarti|!i più letti|!per saperne di più|!leia também|!leia mais
            |!veja também|!saiba mais|!confira também|!mais lidas|!veja mais|!lees ook|!lees meer|!lees verder
            |!bekijk ook|!meer over|!zie ook|!meest gelezen|!ook interessant|!scroll down|scroll to|swipe|see more
            |!view more|!load more|show more|!next article|!previous article|!next post|!previous post|!back to top
            |!!czytaj także|!!zobacz także|!!czytaj też|!lees ook:|!más sobre|!pode interessar|!!читайте также
            |!!читайте ещё|!!читать также|!!читать далее|!!смотрите также|!!по теме|!!czytaj więcej|!!czytaj dalej
            |!!przeczytaj także|!!przeczytaj też|!polecamy|!!читайте також|!!читати далі|!!дивіться також|!!čtěte také
            |!!čtěte též|!!přečtěte si|!!číst dál|!více zde|!!ilgili haberler|!!ayrıca okuyun|!!haberin devamı|!!devamını oku
            |!!bunlar da ilginizi|!!اقرأ أيضا|!!اقرأ أيضًا|!!اقرأ المزيد|!!إقرأ أيضا|!!شاهد أيضا|!!あわせて読みたい|!!関連記事|!!続きを読む
            |!!こちらの記事|!!相关阅读|!!相关新闻|!!延伸阅读|!!阅读更多|!!點擊閱讀|!!延伸閱讀|!!相關新聞|!!推荐阅读|!!관련기사|!!관련 기사|!!더 보기|!더보기|!!기사 더 보기
            """
        ),
        (
            .caption,
            """
            !image caption|!image source|!image copyright|!image credit|!photo credit|!photo by|!photos by
            |!photograph by|!photograph:|!photo:|picture:|image:|!getty images|getty|!file photo|courtesy of
            |!media caption|!video caption|pictured|!credit:|!shutterstock|!istock|afp|reuters|epa|!ap photo
            |!illustration:|!stock photo|!archive photo|photo|photograph*|picture|image|images|above|below|left|right
            |handout|file|gallery|foto:|!bild:|!bildquelle|!archivbild|!archivfoto|!symbolbild|imago|!picture alliance
            |dpa|!crédit photo|crédits|!photo d'illustration|!photo d'archives|!imagen de archivo|!foto de archivo
            |!imagen:|créditos|!foto d'archivio|credito|crediti|!foto de arquivo|reprodução|divulgação|!beeld:|anp
            |bron:
            """
        ),
        (
            .copyright,
            """
            !all rights reserved|copyright|!may not be published|!may not be reproduced|!may not be redistributed
            |without permission|!prior written|!reproduced with|!republished with|!creative commons
            |!this article was originally|!this story was originally|!first published|!originally published
            |!originally appeared|!this article first appeared|!views expressed|!opinions expressed|the views of
            |!not necessarily reflect|do not necessarily|!press association|!contributed to this report|reporting by
            |editing by|!additional reporting|writing by|is not responsible for|external links|syndicat*
            |licensed under|our standards|!trust principles|rights reserved|©|(c)|reprint*|permission*|publisher
            |imprint|disclaimer|!alle rechte vorbehalten|urheberrecht*|impressum|!tous droits réservés
            |!reproduction interdite|!todos los derechos reservados|!derechos reservados|!tutti i diritti
            |!riproduzione riservata|!todos os direitos|!direitos reservados|!alle rechten voorbehouden|!mit material
            |!avec afp|!con agencias|!!все права защищены|!!wszelkie prawa zastrzeżone|!!усі права захищені
            |!!všechna práva vyhrazena|!!tüm hakları saklıdır|!!جميع الحقوق محفوظة|!!無断転載|!禁無断|!!版权所有|!!版權所有|!!未经授权|!!未經授權
            |!!무단 전재|!!무단전재|!!저작권자
            """
        ),
        (
            .contact,
            """
            !contact us|!get in touch|!email us|!write to us|!send us|tell us|call us|!do you have a story
            |!have a story|!have a tip|!got a tip|!news tip|!news tips|send your|!our newsdesk|!our tip line
            |!letters editor|!have you been affected|your story|!share your story|!send tips|!reach us|can be reached
            |!contact the author|!email the|our reporter|contact|tip|tips|whistleblow*|newsdesk|hotline|samaritans
            |helpline|confidential*|securely|signal|schreiben sie uns|!kontaktieren sie
            |!contactez-nous|!écrivez-nous|contactez|un témoignage|!contáctanos|!escríbenos|!envíanos|!escribe a
            |!contattaci|!scrivici|segnala|!fale conosco|!entre em contato|envie|!contacteer|!mail ons
            |!tip de redactie
            """
        ),
        (
            .comments,
            """
            !leave a comment|!leave a reply|!post a comment|!join the conversation|!join the discussion|!have your say
            |!comments are|!comment below|!comments below|!in the comments|!add a comment|!view comments
            |!comments section|let us know|your thoughts|!your comment|!comments policy|house rules|moderat*
            |!report abuse|be the first to|commenting|your opinion|what do you think|comments|reply|replies
            |discussion|debate|kommentieren|kommentare|!ihr kommentar|diskutieren sie|!laissez un commentaire
            |commentaires|commenter|!réagissez|votre avis|!deja un comentario|!deja tu comentario|comentarios|comenta
            |!qué opinas|!lascia un commento|commenti|!deixe um comentário|!deixe seu comentário|comentários|comente
            |reageer|reacties|!laat een reactie|!kommentare anzeigen|!voir les commentaires|!ver comentarios
            |!vedi i commenti|!ver comentários|!bekijk reacties|!zum kommentarbereich
            """
        ),
        (
            .advert,
            """
            !advertisement|advertising|sponsored|!paid content|!paid post|promoted|!advertorial|!continue below
            |!story continues|!article continues|!scroll to continue|!partner content|in association with
            |!brought to you by|presented by|!ad feedback|limited time|special offer|!exclusive offer|% off
            |!discount code|!promo code|buy now|!shop now|!order now|!book now|free delivery|free shipping|sponsor*
            |advert*|offer|offers|discount*|deal|deals|bargain*|voucher*|coupon*|shop|save up|anzeige|werbung
            |!gesponsert|publicité|!la suite après|publicidad|anuncio|pubblicità|annuncio|publicidade|!continua após
            |!continua depois|advertentie|!lees verder onder|!jetzt bestellen|!offre spéciale|!oferta especial|rabatt*
            |!la suite après la publicité|!continúa después de la publicidad|!continua dopo la pubblicità
            |!continua após a publicidade|!artikel gaat verder|!hier endet die anzeige|!contenu sponsorisé
            |!contenido patrocinado|!contenuto sponsorizzato|!conteúdo patrocinado|!gesponserter inhalt
            |!gesponsorde inhoud|реклама|!!на правах рекламы|reklama|!!artykuł sponsorowany|!!materiał sponsorowany
            |!!dalsza część artykułu|!!reklama pokračuje|!reklam|إعلان|広告|スポンサー|广告|廣告|광고
            |!% off your|!with the code|!use the code|!use code|!mit dem code|!avec le code|!con el código|!con il codice|!met de code|!com o código
            """
        ),
        (
            .event,
            """
            !join us for|!book your|!get your tickets|tickets are|!register now|!register for|!register here
            |!our next event|!our event|!our webinar|!our podcast|our conference|our summit|live event|save the date
            |early bird|!on sale now|!reserve your|our festival|webinar*|tickets|podcast*|conference|summit|event
            |events|!unser podcast|!unsere veranstaltung|!jetzt tickets|!notre podcast|!notre événement|réservez
            |billetterie|!nuestro podcast|!nuestro evento|entradas|reserva|!il nostro podcast|!il nostro evento
            |biglietti|!nosso podcast|!nosso evento|ingressos|!onze podcast|!ons evenement|kaarten
            """
        ),
        (
            .author,
            """
            !about the author|is a reporter|is a journalist|!is a staff writer|!is a freelance|is the author of
            |is an editor|is a columnist|is a correspondent|is a senior|is the editor|!is a contributing|covers the
            |is a writer|is a fellow at|is a professor|writes about|based in|!she covers|!he covers|!they cover
            |follow him|follow her|!view all posts|more by|posts by|our correspondent|by|author|reporter|editor
            |correspondent|columnist|freelance|journalist|writer|!über den autor|der autor|die autorin|!autor:
            |!à propos de l'auteur|journaliste au|!sobre el autor|es periodista|è giornalista|l'autore|!sobre o autor
            |é jornalista|!over de auteur|is journalist|is redacteur|mitarbeit|redaktion
            """
        ),
        (
            .correction,
            """
            !this article was updated|!this story was updated|!this article has been|!this story has been
            |has been updated|was amended|has been amended|has been corrected|an earlier version|a previous version
            |!correction:|!clarification:|!editor's note|update:|!updated:|we regret|!last updated|!last modified
            |published on|posted on|updated|corrected|amended|published|korrektur|!anmerkung der redaktion
            |in einer früheren|aktualisiert|mis à jour|mise à jour|!ndlr|rectificatif|actualizado|!fe de errores
            |una versión anterior|!nota de la redacción|aggiornato|!rettifica|una versione precedente|atualizado
            |correção|uma versão anterior|errata|!gecorrigeerd|bijgewerkt|!in een eerdere versie|!noot van de redactie
            |!rectificatie
            """
        ),
        (
            .affiliate,
            """
            !affiliate*|!earn a commission|!we may earn|!may receive a commission|!at no extra cost
            |independently selected|independently chosen|if you buy|if you click|!links in this|!purchase through
            |purchases made|our links|commission|purchase*|retailer*|provision|!affiliate-links|wenn sie über
            |!nos liens|!liens affiliés|!enlaces de afiliad*|comisión|!link affiliati|commissione|!links de afiliad*
            |comissão|commissie|!affiliatelinks|!nous percevons une commission|!toucher une commission
            |!erhalten wir eine provision|!bekommen wir eine provision|!recibir una comisión|!recibimos una comisión
            |!riceviamo una commissione|!ricevere una commissione|!recebemos uma comissão|!receber uma comissão
            |!ontvangen wij een commissie|!krijgen wij een commissie
            """
        ),
        (
            .player,
            """
            play video|watch video|!video player|!media playback|playback|this video|now playing|!unmute|volume
            |!closed captions|autoplay|listen to this|!audio version|!your browser does not support|loading
            |!to play this|!video unavailable|replay|live stream|!minutes read|!min read|!reading time|video|audio
            |listen|watch|stream|!video abspielen|!artikel anhören|!vorlesen lassen|!lesezeit|!écouter l'article
            |!voir la vidéo|!temps de lecture|!lecture zen|ver vídeo|escuchar|!tiempo de lectura|!guarda il video
            |ascolta|!tempo di lettura|assista|ouvir|!tempo de leitura|!bekijk de video|luister|!leestijd
            |!min de lectura|!min di lettura|!min de leitura|!min leestijd|!minute read|!min. lesezeit
            |!artikel vorlesen|!écouter cet article|!escuchar est|!escucha el artículo|!ascolta quest|!ouça est
            |!ouvir artigo|!luister naar dit|!listen to this article|!watch the full
            """
        ),
        (
            .browser,
            """
            !your browser|!enable javascript|!javascript is|!javascript to|!ad blocker|!adblock*|!ad-block*
            |unsupported|out of date|upgrade your|!update your browser|something went wrong|try again|!page not found
            |please wait|internet explorer|browser|javascript|refresh|!ihr browser|!votre navigateur|!tu navegador
            |!su navegador|!il tuo browser|!seu navegador|!je browser|!uw browser
            """
        ),
        (
            .age,
            """
            over 18|aged 18|18 or over|18 years|your age|date of birth|!age verification|!are you over|legal drinking
            |!drink responsibly|!gamble responsibly|!begambleaware*|!when the fun stops|!viewer discretion
            |sensitive content|graphic content|adult content|volljährig|ab 18|mayor de 18|maggiorenne|maior de 18
            |!mindestens 18|!plus de 18 ans ?|!réservé aux majeurs|!mayores de 18 años|!je moet 18|!18 jaar of ouder
            """
        ),
        (
            .survey,
            """
            !take our survey|!our survey|short survey|quick survey|!vote in our|our poll|!take the quiz|!our quiz
            |!rate this|!was this article|did you find|!give us feedback|!your feedback|!was this helpful
            |!was this page|survey|poll|quiz|feedback|umfrage|!stimmen sie ab|!war dieser artikel|sondage|votez
            |encuesta|vota|sondaggio|pesquisa|!stem mee|!doe mee aan onze enquête|!vul de enquête|!vul onze enquête
            |!deze enquête|!notre enquête|!répondez à notre|!participe da pesquisa|!responda à pesquisa|!nossa enquete
            |!participez au sondage|!notre sondage|!unsere umfrage|!an unserer umfrage|!nuestra encuesta
            |!il nostro sondaggio|!onze enquête
            """
        ),
        (
            .jobs,
            """
            !we are hiring|!we're hiring|!join our team|!apply now|current vacancies|job openings|!view jobs
            |!careers at|!work for us|!work with us|vacanc*|hiring|recruit*|careers|wir suchen|!jetzt bewerben
            |!stellenangebote|!nous recrutons|postulez|!offres d'emploi|!trabaja con nosotros|!lavora con noi
            |!trabalhe conosco|vagas|vacatures|solliciteer|!werken bij
            """
        ),
        (
            .reader,
            """
            you|your|yours|readers like you|people like you|du|dein*|ihr|ihre|ihnen|sie|vous|votre|vos|tu|tus|tú|te
            |usted|ustedes|su|voi|vostro|tuo|tua|você|seu|sua|je|jouw|jij|uw|jullie
            """
        ),
        (
            .newsroom,
            """
            we|our|us|our readers|our reporters|our journalists|our newsroom|our team|our coverage|our journalism
            |our mission|this site|this website|our site|our website|our community|our correspondents|our editors
            |our members|our content|wir|unser*|uns|nous|notre|nos|nuestro*|nuestra*|nosotros|noi|nostro|nostra|nostri
            |nós|nosso*|nossa*|wij|ons|onze
            """
        ),
        (
            .urge,
            """
            please|thank you|thanks for|click|tap|scroll|join|get|enter|try|discover|stay|register|download|become
            |consider|start|save|find|learn|check|let|help|sign|follow|subscribe|share|read|watch|listen|bitte
            |vielen dank|klicken sie|jetzt|hier|entdecken|erfahren|merci|veuillez|cliquez|découvrez|profitez|rejoignez
            |gracias|por favor|haz clic|haga clic|descubre|únete|consulta|grazie|clicca|scopri|unisciti|obrigado
            |clique|descubra|junte-se|confira|bedankt|klik|ontdek|alstublieft|bekijk|graag
            """
        ),
    ]
}
