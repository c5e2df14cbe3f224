#include "linksliders.h"

#include "linkscale.h"
#include "valueslider.h"
#include "widgets/widgets.h"

#include <QButtonGroup>
#include <QVBoxLayout>

#include <cmath>

namespace swapscope {

namespace {

using namespace std::chrono_literals;
constexpr auto kRest = 80ms; // between two requests while a handle is dragged
constexpr int kSlidersApart = 3;

QVariant nanoseconds(Nanoseconds value)
{
    return QVariant::fromValue<qint64>(value);
}

QString bothWays(const LinkScale &scale, double down, double up)
{
    return down == up ? scale.text(down) : QStringLiteral("↓ %1  ↑ %2").arg(scale.text(down), scale.text(up));
}

} // namespace

LinkSliders::LinkSliders(QWidget *parent)
    : QWidget(parent),
      m_latency(new ValueSlider(tr("Latency"), tr("How long each message takes, each way"),
                                jitterScale().last() + 1, this)),
      m_jitter(new ValueSlider(tr("Jitter"), tr("By how much the latency wavers, up and down"),
                               jitterScale().last() + 1, this)),
      m_bandwidth(new ValueSlider(tr("Bandwidth"), tr("How much passes in a second, each way"),
                                  bandwidthScale().last() + 1, this)),
      m_loss(new ValueSlider(tr("Lose messages"),
                             tr("How many of the messages are left out, each way; the connection lives on"),
                             lossScale().last() + 1, this)),
      m_idle(new ValueSlider(tr("Idle timeout"),
                             tr("A connection on which nothing passes for so long is ended, as proxies do"),
                             idleScale().last() + 1, this))
{
    auto *wavers = makeIconButton(QStringLiteral("sliders"), tr("Jitter: by how much it wavers"), this);
    wavers->setCheckable(true);
    wavers->setFixedSize(20, 20);
    wavers->setIconSize(QSize(12, 12));
    m_latency->addBesideName(wavers);
    QWidget *jitterRow = makeJitterRow();
    jitterRow->hide();
    connect(wavers, &QToolButton::toggled, jitterRow, &QWidget::setVisible);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_latency);
    layout->addWidget(jitterRow);
    for (QWidget *each : {m_bandwidth, m_loss, m_idle}) {
        layout->addSpacing(kSlidersApart);
        layout->addWidget(each);
    }

    m_rest.setSingleShot(true);
    m_rest.setInterval(kRest);
    connect(&m_rest, &QTimer::timeout, this, &LinkSliders::flush);

    connect(m_latency, &ValueSlider::moved, this, [this](int position, bool dragging) {
        m_status.latency = m_status.latencyUp = static_cast<Nanoseconds>(jitterScale().valueAt(position));
        requestLatency(dragging);
    });
    connect(m_latency, &ValueSlider::typed, this, [this](const QString &text) {
        const Result<LatencyValue> value = readLatency(text);
        if (!value) {
            m_latency->setWrong(value.error().message);
            return;
        }
        m_status.latency = m_status.latencyUp = value->delay;
        m_status.jitter = m_status.jitterUp = value->jitter;
        requestLatency(false);
    });
    const auto follow = [this](ValueSlider *slider, const LinkScale &scale, auto take, auto ask) {
        connect(slider, &ValueSlider::moved, this, [this, &scale, take, ask](int position, bool dragging) {
            take(scale.valueAt(position));
            (this->*ask)(dragging);
        });
        connect(slider, &ValueSlider::typed, this, [this, slider, &scale, take, ask](const QString &text) {
            const Result<double> value = scale.read(text);
            if (!value) {
                slider->setWrong(value.error().message);
                return;
            }
            take(*value);
            (this->*ask)(false);
        });
    };
    follow(
        m_jitter, jitterScale(),
        [this](double value) { m_status.jitter = m_status.jitterUp = static_cast<Nanoseconds>(value); },
        &LinkSliders::requestLatency);
    follow(
        m_bandwidth, bandwidthScale(),
        [this](double value) { m_status.kbitDown = m_status.kbitUp = static_cast<qint64>(value); },
        &LinkSliders::requestBandwidth);
    follow(
        m_loss, lossScale(), [this](double value) { m_status.loseDown = m_status.loseUp = value / 100; },
        &LinkSliders::requestLoss);
    follow(
        m_idle, idleScale(), [this](double value) { m_status.idleTimeout = static_cast<Nanoseconds>(value); },
        &LinkSliders::requestIdle);
    display();
}

QWidget *LinkSliders::makeJitterRow()
{
    auto *row = new QWidget(this);
    auto *segments = new QFrame(row);
    segments->setProperty("segmented", true);
    auto *pair = new QHBoxLayout(segments);
    pair->setContentsMargins(0, 0, 0, 0);
    pair->setSpacing(0);
    auto *group = new QButtonGroup(row);
    const auto add = [&](const QString &text, const QString &tip) {
        auto *button = new QToolButton(segments);
        button->setProperty("kind", QStringLiteral("segment"));
        button->setText(text);
        button->setToolTip(tip);
        button->setAccessibleName(text);
        button->setAccessibleDescription(tip);
        button->setCheckable(true);
        button->setFont(fonts::small());
        button->setFixedHeight(22);
        button->setFocusPolicy(Qt::StrongFocus);
        group->addButton(button);
        pair->addWidget(button);
        return button;
    };
    m_uniform = add(tr("uniform"), tr("Any wait from latency − jitter to latency + jitter is as likely"));
    m_normal = add(tr("normal"), tr("Most waits are near the latency; the jitter is the standard deviation"));
    m_uniform->setChecked(true);
    connect(group, &QButtonGroup::buttonClicked, this, [this] {
        m_status.normal = m_normal->isChecked();
        requestLatency(false);
    });

    auto *shape = new QHBoxLayout;
    shape->setContentsMargins(0, 0, ValueSlider::kOverhang, 0);
    shape->addWidget(makeLabel(tr("Distribution"), "dim", row));
    shape->addStretch();
    shape->addWidget(segments);
    auto *layout = new QVBoxLayout(row);
    layout->setContentsMargins(metrics::kMargin, metrics::kGrid, 0, metrics::kGap);
    layout->setSpacing(metrics::kGrid);
    layout->addWidget(m_jitter);
    layout->addLayout(shape);
    return row;
}

void LinkSliders::setStatus(const LinkStatus &status, bool mixed)
{
    // What was asked for a moment ago is not there yet.
    if (m_rest.isActive())
        return;
    m_status = status;
    m_mixed = mixed;
    display();
}

void LinkSliders::requestLatency(bool more)
{
    QVariantMap args{{QStringLiteral("delay"), nanoseconds(m_status.latency)},
                     {QStringLiteral("jitter"), nanoseconds(m_status.jitter)}};
    if (m_status.normal)
        args.insert(QStringLiteral("distribution"), QStringLiteral("normal"));
    request(QStringLiteral("latency"), args, more);
}

// "for" 0 is over at once: that takes away what was in force.
void LinkSliders::requestBandwidth(bool more)
{
    QVariantMap args{{QStringLiteral("kbit"), m_status.kbitDown}};
    if (m_status.kbitDown == 0)
        args = {{QStringLiteral("kbit"),
                 static_cast<qint64>(bandwidthScale().valueAt(bandwidthScale().last() - 1))},
                {QStringLiteral("for"), nanoseconds(0)}};
    request(QStringLiteral("bandwidth"), args, more);
}

void LinkSliders::requestLoss(bool more)
{
    request(QStringLiteral("lose"), {{QStringLiteral("probability"), m_status.loseDown}}, more);
}

void LinkSliders::requestIdle(bool more)
{
    QVariantMap args{{QStringLiteral("timeout"), nanoseconds(m_status.idleTimeout)}};
    if (m_status.idleTimeout == 0)
        args = {{QStringLiteral("timeout"), nanoseconds(60 * kSecond)},
                {QStringLiteral("for"), nanoseconds(0)}};
    request(QStringLiteral("idle"), args, more);
}

void LinkSliders::request(const QString &fault, const QVariantMap &args, bool more)
{
    m_mixed = false;
    display();
    if (!m_waiting.isEmpty() && m_waiting != fault)
        flush();
    m_waiting = fault;
    m_waitingArgs = args;
    if (more) {
        if (!m_rest.isActive())
            m_rest.start();
    } else {
        flush();
    }
}

void LinkSliders::flush()
{
    m_rest.stop();
    if (m_waiting.isEmpty())
        return;
    Q_EMIT faultRequested(std::exchange(m_waiting, {}), std::exchange(m_waitingArgs, {}));
}

void LinkSliders::display()
{
    const QString mixed = m_mixed ? tr("they differ") : QString();
    const auto put = [&](ValueSlider *slider, const LinkScale &scale, double value, double up) {
        slider->show(scale.positionOf(value), mixed.isEmpty() ? bothWays(scale, value, up) : mixed,
                     value == 0 && up == 0);
    };
    const auto down = static_cast<double>(m_status.latency);
    const LatencyValue latency{m_status.latency, m_status.jitter};
    const LatencyValue latencyUp{m_status.latencyUp, m_status.jitterUp};
    const QString text = latency == latencyUp
                             ? latencyText(latency)
                             : QStringLiteral("↓ %1  ↑ %2").arg(latencyText(latency), latencyText(latencyUp));
    m_latency->show(jitterScale().positionOf(down), mixed.isEmpty() ? text : mixed,
                    latency == LatencyValue{} && latencyUp == LatencyValue{});
    put(m_jitter, jitterScale(), static_cast<double>(m_status.jitter),
        static_cast<double>(m_status.jitterUp));
    put(m_bandwidth, bandwidthScale(), static_cast<double>(m_status.kbitDown),
        static_cast<double>(m_status.kbitUp));
    put(m_loss, lossScale(), m_status.loseDown * 100, m_status.loseUp * 100);
    put(m_idle, idleScale(), static_cast<double>(m_status.idleTimeout),
        static_cast<double>(m_status.idleTimeout));
    (m_status.normal ? m_normal : m_uniform)->setChecked(true);
}

} // namespace swapscope
