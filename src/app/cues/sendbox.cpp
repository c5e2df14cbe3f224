#include "sendbox.h"

#include "widgets/plainfont.h"
#include "widgets/widgets.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPlainTextEdit>
#include <QRegularExpression>
#include <QSyntaxHighlighter>
#include <QVBoxLayout>

namespace swapscope {

namespace {

constexpr int kChannel = 0;
constexpr int kClient = 1;
constexpr int kMaxFragment = 256 * 1024;
constexpr char kExample[] = R"(<p hx-swap-oob="beforeend:#messages">Hello</p>)";

// Tags in one colour, what they hold in the ink: enough to read one fragment.
class TagColours final : public QSyntaxHighlighter
{
public:
    using QSyntaxHighlighter::QSyntaxHighlighter;

protected:
    void highlightBlock(const QString &text) override
    {
        static const QRegularExpression tag(QStringLiteral("<[^>]*>?"));
        const Theme theme = Theme::current();
        const QColor color = theme.dark ? mixed(theme.wait, theme.lost, 0.35) : QColor(0xb4, 0x53, 0x09);
        for (auto it = tag.globalMatch(text); it.hasNext();) {
            const QRegularExpressionMatch match = it.next();
            setFormat(static_cast<int>(match.capturedStart()), static_cast<int>(match.capturedLength()),
                      color);
        }
    }
};

} // namespace

SendBox::SendBox(QWidget *parent)
    : QWidget(parent),
      m_card(new QFrame(this)),
      m_text(new QPlainTextEdit(m_card)),
      m_target(new QComboBox(m_card))
{
    setProperty("surface", QStringLiteral("faint"));
    setAttribute(Qt::WA_StyledBackground);
    m_card->setProperty("surface", QStringLiteral("card"));
    m_text->setFont(codeFont());
    m_text->setFrameShape(QFrame::NoFrame);
    m_text->setTabChangesFocus(true);
    m_text->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_text->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_text->setAccessibleName(tr("Fragment to send"));
    m_text->setToolTip(tr("A piece of HTML to send now (Ctrl+Return sends)"));
    m_text->setMinimumHeight(26);
    m_text->setFixedHeight(34);
    m_text->document()->setDocumentMargin(4);
    m_text->installEventFilter(this);
    new TagColours(m_text->document());
    m_target->setProperty("kind", QStringLiteral("flat"));
    m_target->setToolTip(tr("Who receives the fragment"));
    m_target->setAccessibleName(tr("Send to"));
    m_target->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_send = makeButton(tr("Send"), "primary", tr("Send the fragment now (Ctrl+Return)"), m_card);

    auto *row = new QHBoxLayout;
    row->setContentsMargins(metrics::kGrid, 0, 0, 0);
    row->setSpacing(metrics::kGrid);
    row->addWidget(makeLabel(tr("to"), "dim", m_card), 0, Qt::AlignVCenter);
    row->addWidget(m_target);
    row->addStretch();
    row->addWidget(m_send);
    auto *card = new QVBoxLayout(m_card);
    card->setContentsMargins(7, 5, 7, 7);
    card->setSpacing(metrics::kGrid);
    card->addWidget(m_text);
    card->addLayout(row);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(14, metrics::kGap, 14, 14);
    layout->addWidget(m_card);

    connect(m_target, &QComboBox::textActivated, this, [this](const QString &text) { m_chosen = text; });
    connect(m_send, &QPushButton::clicked, this, &SendBox::send);
    connect(m_text, &QPlainTextEdit::textChanged, this, &SendBox::refresh);
    refresh();
}

void SendBox::setTargets(const QStringList &channels, const QStringList &clients)
{
    const QString before = m_chosen;
    const QSignalBlocker blocker(m_target);
    m_target->clear();
    for (const QString &channel : channels) {
        m_target->addItem(tr("%1 · everyone").arg(channel), channel);
        m_target->setItemData(m_target->count() - 1, kChannel, Qt::UserRole + 1);
    }
    for (const QString &client : clients) {
        m_target->addItem(tr("client %1 alone").arg(client), client);
        m_target->setItemData(m_target->count() - 1, kClient, Qt::UserRole + 1);
    }
    if (const int index = m_target->findText(before); index >= 0)
        m_target->setCurrentIndex(index);
    refresh();
}

void SendBox::setFragment(const QString &fragment)
{
    m_text->setPlainText(fragment);
}

QString SendBox::fragment() const
{
    return m_text->toPlainText();
}

void SendBox::refresh()
{
    m_send->setEnabled(m_target->count() > 0 && !fragment().trimmed().isEmpty());
    // Grows with the fragment up to a few lines, then scrolls.
    const int lines = qBound(1, m_text->document()->blockCount(), 5);
    const int height = qRound(QFontMetricsF(m_text->font()).lineSpacing() * lines) + 14;
    m_text->setFixedHeight(height);
}

void SendBox::send()
{
    const QString text = fragment();
    if (m_target->count() == 0 || text.trimmed().isEmpty() || text.size() > kMaxFragment)
        return;
    const QString name = m_target->currentData().toString();
    if (m_target->currentData(Qt::UserRole + 1).toInt() == kChannel)
        Q_EMIT publishRequested(name, text);
    else
        Q_EMIT sendRequested(name, text);
}

bool SendBox::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_text) {
        if (event->type() == QEvent::KeyPress) {
            const auto *key = static_cast<QKeyEvent *>(event);
            if ((key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) &&
                key->modifiers().testFlag(Qt::ControlModifier)) {
                send();
                return true;
            }
        } else if (event->type() == QEvent::Resize) {
            // A placeholder wraps whatever the text does, and there is one row for it.
            const int room = m_text->width() - 16;
            m_text->setPlaceholderText(
                QFontMetrics(m_text->font()).elidedText(QString::fromLatin1(kExample), Qt::ElideRight, room));
        } else if (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut) {
            setStyleProperty(m_card, "focused", event->type() == QEvent::FocusIn);
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace swapscope
