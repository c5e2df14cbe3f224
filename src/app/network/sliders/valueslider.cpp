#include "valueslider.h"

#include "widgets/widgets.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QSlider>
#include <QVBoxLayout>

namespace swapscope {

namespace {
constexpr int kLongestValue = 40;
} // namespace

ValueSlider::ValueSlider(const QString &name, const QString &toolTip, int positions, QWidget *parent)
    : QWidget(parent),
      m_head(new QHBoxLayout),
      m_field(new QLineEdit(this)),
      m_slider(new QSlider(Qt::Horizontal, this)),
      m_wrong(makeLabel(QString(), "lost", this))
{
    auto *label = new QLabel(name, this);
    m_slider->setRange(0, positions - 1);
    m_slider->setPageStep(3);
    m_slider->setFocusPolicy(Qt::StrongFocus);
    m_slider->installEventFilter(this);
    m_slider->setAccessibleName(name);
    m_slider->setToolTip(toolTip);
    label->setBuddy(m_slider);
    label->setToolTip(toolTip);

    m_field->setProperty("kind", QStringLiteral("value"));
    m_field->setFont(fonts::numbers());
    m_field->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_field->setMaxLength(kLongestValue);
    m_field->setAccessibleName(tr("%1, exactly").arg(name));
    m_field->setToolTip(tr("Type an exact value; Return takes it, Escape leaves it as it was"));
    m_field->installEventFilter(this);
    m_wrong->setFont(fonts::small());
    m_wrong->setWordWrap(true);
    m_wrong->hide();

    m_head->setContentsMargins(0, 0, 0, 0);
    m_head->setSpacing(metrics::kGrid);
    m_head->addWidget(label);
    m_head->addWidget(m_field, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(m_head);
    auto *below = new QVBoxLayout;
    below->setContentsMargins(0, 0, kOverhang, 0);
    below->setSpacing(0);
    below->addWidget(m_slider);
    below->addWidget(m_wrong);
    layout->addLayout(below);

    connect(m_slider, &QSlider::valueChanged, this,
            [this](int position) { Q_EMIT moved(position, m_slider->isSliderDown()); });
    connect(m_slider, &QSlider::sliderReleased, this, [this] { Q_EMIT moved(m_slider->value(), false); });
    connect(m_field, &QLineEdit::returnPressed, this, [this] {
        commit();
        m_field->selectAll();
    });
    connect(m_field, &QLineEdit::textEdited, this, [this] { setWrong({}); });
}

void ValueSlider::addBesideName(QWidget *control)
{
    control->setParent(this);
    m_head->insertWidget(1, control);
}

void ValueSlider::show(int position, const QString &text, bool none)
{
    if (!m_slider->isSliderDown()) {
        const QSignalBlocker blocker(m_slider);
        m_slider->setValue(position);
    }
    setStyleProperty(m_slider, "zero", none);
    setStyleProperty(m_field, "none", none);
    m_text = text;
    if (!m_field->isModified())
        showText();
}

void ValueSlider::showText()
{
    if (m_field->text() != m_text) {
        const bool all = m_field->hasFocus();
        m_field->setText(m_text);
        if (all)
            m_field->selectAll();
    }
    m_field->setModified(false);
}

void ValueSlider::setWrong(const QString &words)
{
    m_wrong->setText(words);
    m_wrong->setVisible(!words.isEmpty());
    setStyleProperty(m_field, "wrong", !words.isEmpty());
    m_field->setAccessibleDescription(words);
}

QString ValueSlider::wrong() const
{
    return m_wrong->text();
}

void ValueSlider::commit()
{
    if (!m_field->isModified())
        return;
    setWrong({});
    Q_EMIT typed(m_field->text());
    if (wrong().isEmpty())
        showText();
}

bool ValueSlider::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_slider && event->type() == QEvent::Wheel) {
        event->ignore(); // who turns it scrolls the panel, and must not change what it comes by
        return true;
    }
    if (watched == m_field && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Up || key == Qt::Key_Down) {
            setWrong({});
            m_field->setModified(false);
            m_slider->triggerAction(key == Qt::Key_Up ? QSlider::SliderSingleStepAdd
                                                      : QSlider::SliderSingleStepSub);
            return true;
        }
        if (key == Qt::Key_Escape && m_field->isModified()) {
            setWrong({});
            showText();
            m_field->selectAll();
            return true;
        }
    } else if (watched == m_field && event->type() == QEvent::FocusIn) {
        QMetaObject::invokeMethod(m_field, &QLineEdit::selectAll, Qt::QueuedConnection);
    } else if (watched == m_field && event->type() == QEvent::FocusOut) {
        commit();
        m_field->deselect();
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace swapscope
