#include "findingcard.h"

#include "severitylook.h"
#include "widgets/widgets.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QVBoxLayout>

namespace swapscope {

namespace {

constexpr int kMark = 16;
constexpr int kTextIndent = 26; // of the text behind the mark

QLabel *makeText(QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setWordWrap(true);
    label->setTextFormat(Qt::RichText);
    label->setTextInteractionFlags(Qt::TextBrowserInteraction);
    return label;
}

QString paragraph(const QString &caption, const QString &text, const Theme &theme)
{
    return QStringLiteral("<span style=\"color:%1\">%2</span> %3")
        .arg(theme.dim.name(), caption.toHtmlEscaped(), text.toHtmlEscaped());
}

} // namespace

FindingCard::FindingCard(QWidget *parent)
    : QWidget(parent),
      m_mark(new QLabel(this)),
      m_title(new QLabel(this)),
      m_word(makeLabel(QString(), "dim", this)),
      m_list(new QWidget(this)),
      m_entries(new QVBoxLayout(m_list)),
      m_why(makeText(this)),
      m_advice(makeText(this)),
      m_rule(makeLabel(QString(), "dim", this)),
      m_silence(new QToolButton(this))
{
    m_mark->setFixedSize(kMark, kMark);
    m_title->setFont(fonts::semiBold());
    m_title->setWordWrap(true);
    m_word->setFont(fonts::small());
    auto *head = new QHBoxLayout;
    head->setSpacing(kTextIndent - kMark);
    head->addWidget(m_mark, 0, Qt::AlignTop);
    head->addWidget(m_title, 1);
    head->addWidget(m_word, 0, Qt::AlignTop);

    m_entries->setContentsMargins(0, 0, 0, 0);
    m_entries->setSpacing(metrics::kGrid);

    m_rule->setFont(fonts::small());
    m_rule->setWordWrap(true); // a long name must not make the card wider than the panel
    m_silence->setProperty("kind", QStringLiteral("link"));
    m_silence->setFont(fonts::small());
    m_silence->setText(tr("Silence here"));
    m_silence->setToolTip(tr("Let the coach keep this rule to itself in this scenario: writes it into "
                             "scenario.toml, where it can be undone"));
    auto *foot = new QHBoxLayout;
    foot->addWidget(m_rule, 1);
    foot->addWidget(m_silence);

    auto *body = new QVBoxLayout;
    body->setContentsMargins(kTextIndent, 0, 0, 0);
    body->setSpacing(6);
    body->addWidget(m_list);
    body->addWidget(m_why);
    body->addWidget(m_advice);
    body->addLayout(foot);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(12, 12, 12, metrics::kGap);
    column->setSpacing(6);
    column->addLayout(head);
    column->addLayout(body);

    connect(m_silence, &QToolButton::clicked, this, [this] { Q_EMIT silenceRequested(m_group.rule); });
}

void FindingCard::setGroup(const CoachGroup &group)
{
    if (group == m_group)
        return;
    m_group = group;
    display();
}

void FindingCard::display()
{
    const Theme theme = Theme::current();
    const bool standing = m_group.standing();
    m_mark->setPixmap(severityPixmap(theme, m_group.severity, kMark, !standing));
    m_title->setText(m_group.title);
    setStyleProperty(m_title, "role", standing ? QString() : QStringLiteral("dim"));
    m_word->setText(standing ? severityWord(m_group.severity) : tr("was so"));
    const char *role = m_group.severity == Severity::Error     ? "lost"
                       : m_group.severity == Severity::Warning ? "wait"
                                                               : "catchup";
    setStyleProperty(m_word, "role", QString::fromLatin1(standing ? role : "dim"));

    while (QLayoutItem *item = m_entries->takeAt(0)) {
        item->widget()->deleteLater();
        delete item;
    }
    for (const CoachEntry &entry : m_group.entries) {
        QStringList links;
        if (!entry.place.isEmpty())
            links << QStringLiteral("<a href=\"place:%1:%2\" style=\"color:%3\">%4</a>")
                         .arg(entry.line)
                         .arg(entry.column)
                         .arg(theme.catchUp.name(), entry.place.toHtmlEscaped());
        for (const auto &[id, name] : entry.events)
            links << QStringLiteral("<a href=\"event:%1\" style=\"color:%2\">%3</a>")
                         .arg(id)
                         .arg(theme.catchUp.name(),
                              name.toHtmlEscaped().replace(u' ', QStringLiteral("&nbsp;")));
        QString text = entry.text.toHtmlEscaped();
        if (!entry.standing)
            text = QStringLiteral("<span style=\"color:%1\">%2 %3</span>")
                       .arg(theme.dim.name(), text, entry.over.toHtmlEscaped());
        if (!links.isEmpty())
            text += QStringLiteral("<br>") + links.join(QStringLiteral("&nbsp;· "));
        QLabel *label = makeText(m_list);
        label->setText(text);
        label->setAccessibleName(entry.text);
        connect(label, &QLabel::linkActivated, this, [this, file = entry.file](const QString &link) {
            const QStringList parts = link.split(u':');
            if (parts.value(0) == QStringLiteral("place"))
                Q_EMIT placeRequested(file, parts.value(1).toInt(), parts.value(2).toInt());
            else
                follow(link);
        });
        m_entries->addWidget(label);
    }
    m_why->setText(paragraph(tr("Why it matters:"), m_group.why, theme));
    m_advice->setText(paragraph(tr("What to do:"), m_group.advice.join(u' '), theme));
    // What is over needs no lecture.
    m_why->setVisible(standing);
    m_advice->setVisible(standing);
    const QString versions = tr("htmx %1").arg(m_group.versions.join(tr(" and ")));
    m_rule->setText(QStringLiteral("%1 · %2").arg(m_group.rule, versions));
    m_silence->setAccessibleName(tr("Silence %1 in this scenario").arg(m_group.rule));
    setAccessibleName(QStringLiteral("%1: %2").arg(m_word->text(), m_group.title));
}

void FindingCard::follow(const QString &link)
{
    if (link.startsWith(QLatin1StringView("event:")))
        Q_EMIT eventRequested(link.mid(6).toULongLong());
}

void FindingCard::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        display();
}

} // namespace swapscope
