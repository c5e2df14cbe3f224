#include "sayings.h"

#include <app/coach/findingcard.h>

#include <QLabel>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace swapscope;
using namespace swapscope::sayings;
using namespace Qt::Literals::StringLiterals;

class TestFindingCard : public QObject
{
    Q_OBJECT

    static QLabel *with(const FindingCard &card, const QString &text)
    {
        for (QLabel *label : card.findChildren<QLabel *>()) {
            if (label->text().contains(text))
                return label;
        }
        return nullptr;
    }

private Q_SLOTS:
    void saysAllOfIt()
    {
        const Trace events = trace();
        FindingCard card;
        card.setGroup(
            coachGroups({}, {running(u"a.rule"_s, Severity::Error, u"It <b>is</b> so."_s)}, &events).front());
        QVERIFY(with(card, u"Title of a.rule"_s));
        QVERIFY(with(card, u"Error"_s));
        QVERIFY(with(card, u"It &lt;b&gt;is&lt;/b&gt; so."_s));
        QVERIFY(with(card, u"A reason."_s));
        QVERIFY(with(card, u"Mend it."_s));
        QVERIFY(with(card, u"a.rule · htmx 2 and 4"_s));
        QCOMPARE(card.accessibleName(), u"Error: Title of a.rule"_s);
    }

    // The panel beside the pages is 264 wide at its narrowest, less a scroll bar.
    void aLongRuleMakesItNoWider()
    {
        const Trace events = trace();
        FindingCard card;
        card.setGroup(
            coachGroups({}, {running(u"message.replaced-owner-of-all"_s, Severity::Error, u"So."_s)}, &events)
                .front());
        QVERIFY2(card.minimumSizeHint().width() <= 250,
                 qPrintable(QString::number(card.minimumSizeHint().width())));
    }

    void linksLeadToTheEvidence()
    {
        const Trace events = trace();
        FindingCard card;
        card.setGroup(coachGroups({ofText(u"a.rule"_s, u"/s/page.html"_s, 7)},
                                  {running(u"a.rule"_s, Severity::Note, u"Seen."_s)}, &events)
                          .front());
        QSignalSpy event(&card, &FindingCard::eventRequested);
        QSignalSpy place(&card, &FindingCard::placeRequested);
        Q_EMIT with(card, u"Seen."_s)->linkActivated(u"event:2"_s);
        QCOMPARE(event.first().first().value<EventId>(), EventId(2));
        QLabel *text = with(card, u"The page says so."_s);
        QVERIFY(text->text().contains(u"place:7:4"_s));
        Q_EMIT text->linkActivated(u"place:7:4"_s);
        QCOMPARE(place.first(), (QVariantList{u"/s/page.html"_s, 7, 4}));
    }

    void whatIsOverIsSaidInFewWords()
    {
        FindingCard card;
        card.setGroup(
            coachGroups({}, {running(u"a.rule"_s, Severity::Error, u"It was."_s, 12 * kSecond)}, nullptr)
                .front());
        QVERIFY(with(card, u"was so"_s));
        QVERIFY(with(card, u"Was so until 12.0 s."_s));
        QVERIFY(!with(card, u"A reason."_s)->isVisibleTo(&card));
    }

    void canBeSilenced()
    {
        FindingCard card;
        card.setGroup(coachGroups({}, {running(u"a.rule"_s, Severity::Error, u"So."_s)}, nullptr).front());
        QSignalSpy silence(&card, &FindingCard::silenceRequested);
        auto *button = card.findChild<QToolButton *>();
        QCOMPARE(button->accessibleName(), u"Silence a.rule in this scenario"_s);
        button->click();
        QCOMPARE(silence.first().first().toString(), u"a.rule"_s);
    }
};

QTEST_MAIN(TestFindingCard)
#include "tst_findingcard.moc"
