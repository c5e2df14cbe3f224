#include "steprow.h"

#include "widgets/theme.h"
#include "widgets/widgets.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <QRadioButton>

namespace swapscope {

namespace {
constexpr int kTextLeft = 32;
constexpr int kMarkX = 16;
} // namespace

StepRow::StepRow(QWidget *parent)
    : QWidget(parent),
      m_text(makeLabel(QString(), "", this)),
      m_note(makeLabel(QString(), "dim", this)),
      m_asking(new QWidget(this)),
      m_question(makeLabel(QString(), "", m_asking)),
      m_choices(new QVBoxLayout),
      m_group(new QButtonGroup(this)),
      m_offers(new QWidget(this)),
      m_showMe(makeButton(tr("Show me"), "soft", tr("Lets Swapscope do this step"), m_offers)),
      m_where(makeIconButton(QStringLiteral("eye"), tr("Where to look"), m_offers))
{
    m_text->setWordWrap(true);
    m_text->setAttribute(Qt::WA_TransparentForMouseEvents);
    m_note->setWordWrap(true);
    m_note->setFont(fonts::small());
    m_note->setAttribute(Qt::WA_TransparentForMouseEvents);
    m_question->setWordWrap(true);

    auto *asking = new QVBoxLayout(m_asking);
    asking->setContentsMargins(0, 2, 0, 2);
    asking->setSpacing(2);
    asking->addWidget(m_question);
    m_choices->setSpacing(0);
    asking->addLayout(m_choices);
    connect(m_group, &QButtonGroup::idClicked, this, &StepRow::answered);

    m_showMe->setIcon(themedIcon(QStringLiteral("play")));
    m_showMe->setIconSize(QSize(12, 12));
    connect(m_showMe, &QPushButton::clicked, this, &StepRow::showMeRequested);
    connect(m_where, &QToolButton::clicked, this, &StepRow::lookRequested);
    m_where->installEventFilter(this);
    auto *offers = new QHBoxLayout(m_offers);
    offers->setContentsMargins(0, 4, 0, 2);
    offers->setSpacing(metrics::kGrid);
    offers->addWidget(m_showMe);
    offers->addWidget(m_where);
    offers->addStretch();

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(kTextLeft, 5, metrics::kGap, 5);
    layout->setSpacing(2);
    layout->addWidget(m_text);
    layout->addWidget(m_asking);
    layout->addWidget(m_note);
    layout->addWidget(m_offers);
    for (QWidget *part : {static_cast<QWidget *>(m_note), m_asking, m_offers})
        part->hide();
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void StepRow::setStep(int number, const StepState &step, Look look)
{
    m_text->setText(step.text);
    m_look = look;
    const bool evidence = step.done && step.by != 0;
    const bool byHand = look == Look::Current && step.byHand();
    m_clickable = evidence || byHand;
    setFocusPolicy(m_clickable ? Qt::StrongFocus : Qt::NoFocus);
    setCursor(m_clickable ? Qt::PointingHandCursor : Qt::ArrowCursor);
    setToolTip(evidence        ? tr("Click to see what ticked this step")
               : byHand        ? tr("Click when you have done this")
               : step.done     ? tr("Done")
               : step.question ? tr("Is ticked by the right answer")
                               : tr("Ticks itself when it happens"));
    const QString state = look == Look::Done      ? tr("done")
                          : look == Look::Current ? tr("to do now")
                                                  : tr("to do later");
    setAccessibleName(tr("Step %1, %2: %3").arg(number).arg(state, step.text));
    ask(step);
    offer(step);
    colour();
    update();
}

void StepRow::offer(const StepState &step)
{
    const bool now = m_look == Look::Current;
    m_showMe->setVisible(now && (step.canBeShown || step.late));
    m_showMe->setText(step.late ? tr("Try again") : tr("Show me"));
    m_where->setVisible(now && !step.show.isEmpty());
    m_offers->setVisible(now && (step.canBeShown || step.late || !step.show.isEmpty()));
}

void StepRow::ask(const StepState &step)
{
    const bool asks = m_look == Look::Current && step.question.has_value();
    if (asks && m_asked != step.question)
        makeChoices(*step.question);
    m_asking->setVisible(asks);
    if (QAbstractButton *chosen = m_group->button(step.chosen); asks && chosen != nullptr)
        chosen->setChecked(true);
    m_asking->setEnabled(!step.answered());

    QString note;
    const char *role = "dim";
    if (step.answered()) {
        note = tr("Yes. %1").arg(step.question->explain);
        role = m_look == Look::Current ? "live" : "dim";
    } else if (asks && step.chosen != 0) {
        note = tr("No. Look again, and choose another answer.");
        role = "lost";
    } else if (step.late) {
        note = tr("Too late to count. Try it again.");
        role = "wait";
    }
    m_note->setText(note.trimmed());
    setStyleProperty(m_note, "role", QString::fromLatin1(role));
    m_note->setVisible(!note.isEmpty() && m_look != Look::Ahead);
}

void StepRow::makeChoices(const StepQuestion &question)
{
    m_asked = question;
    m_question->setText(question.text);
    for (QAbstractButton *old : m_group->buttons()) {
        m_group->removeButton(old);
        old->hide();
        old->deleteLater();
    }
    int choice = 0;
    for (const QString &text : question.choices) {
        auto *button = new QRadioButton(QString(text).replace(u'&', QStringLiteral("&&")), m_asking);
        m_group->addButton(button, ++choice);
        m_choices->addWidget(button);
    }
}

// Hovering the eye lights the place up, as a click does.
bool StepRow::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_where && event->type() == QEvent::Enter)
        Q_EMIT lookRequested();
    return QWidget::eventFilter(watched, event);
}

void StepRow::colour()
{
    const Theme theme = Theme::current();
    QPalette palette = m_text->palette();
    const QColor color = m_look == Look::Current ? theme.ink : theme.dim;
    if (palette.color(QPalette::WindowText) != color) {
        palette.setColor(QPalette::WindowText, color);
        m_text->setPalette(palette);
    }
    QFont font = fonts::interface();
    if (m_look == Look::Current)
        font.setWeight(QFont::Medium);
    m_text->setFont(font);
}

void StepRow::paintEvent(QPaintEvent *)
{
    const Theme theme = Theme::current();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (m_look == Look::Current || hasFocus()) {
        painter.setPen(hasFocus() ? QPen(theme.catchUp) : QPen(Qt::NoPen));
        painter.setBrush(m_look == Look::Current ? QBrush(theme.tint(theme.catchUp, theme.dark ? 0.16 : 0.08))
                                                 : QBrush(Qt::NoBrush));
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), metrics::kRadius,
                                metrics::kRadius);
    }
    const qreal firstLine = 5 + QFontMetricsF(m_text->font()).height() / 2;
    const QPointF centre(kMarkX, firstLine);
    switch (m_look) {
    case Look::Done: {
        painter.setPen(QPen(theme.live, 2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.setBrush(Qt::NoBrush);
        QPainterPath tick(centre + QPointF(-4, 0));
        tick.lineTo(centre + QPointF(-1.2, 3));
        tick.lineTo(centre + QPointF(4, -3.4));
        painter.drawPath(tick);
        break;
    }
    case Look::Current:
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.catchUp);
        painter.drawEllipse(centre, 5, 5);
        break;
    case Look::Ahead:
        painter.setPen(QPen(mixed(theme.panel, theme.dim, 0.75), 1.5));
        painter.setBrush(Qt::NoBrush);
        painter.drawEllipse(centre, 4.25, 4.25);
        break;
    }
}

void StepRow::mouseReleaseEvent(QMouseEvent *event)
{
    if (m_clickable && event->button() == Qt::LeftButton && rect().contains(event->position().toPoint()))
        Q_EMIT clicked();
}

void StepRow::keyPressEvent(QKeyEvent *event)
{
    if (m_clickable && (event->key() == Qt::Key_Space || event->key() == Qt::Key_Return))
        Q_EMIT clicked();
    else
        QWidget::keyPressEvent(event);
}

void StepRow::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    update();
}

void StepRow::focusOutEvent(QFocusEvent *event)
{
    QWidget::focusOutEvent(event);
    update();
}

void StepRow::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_text != nullptr)
        colour();
}

} // namespace swapscope
