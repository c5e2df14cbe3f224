#include "pagecheck.h"

#include "textfile.h"

#include <QHash>
#include <QSet>

#include <gumbo.h>

#include <algorithm>
#include <memory>

namespace swapscope {

namespace {

constexpr size_t kMaxFindings = 100;
// Gumbo's own error list; the tree is what counts.
constexpr int kMaxParseErrors = 20;

struct Place
{
    int line = 1;
    int column = 1;
};

struct Element
{
    Place place;
    QString tag;
    QHash<QString, QString> attributes; // names in lower case, as the parser gives them
    QHash<QString, Place> places;
    qsizetype parent = -1; // index of the element around it

    bool has(const QString &name) const { return attributes.contains(name); }
};

class Page
{
public:
    explicit Page(const QByteArray &utf8)
    {
        GumboOptions options = kGumboDefaultOptions;
        options.max_errors = kMaxParseErrors;
        m_output.reset(
            gumbo_parse_with_options(&options, utf8.constData(), static_cast<size_t>(utf8.size())));
        collect();
    }

    const std::vector<Element> &elements() const { return m_elements; }

private:
    struct Destroy
    {
        void operator()(GumboOutput *output) const { gumbo_destroy_output(&kGumboDefaultOptions, output); }
    };

    static Place placeOf(const GumboSourcePosition &position)
    {
        return {static_cast<int>(position.line), static_cast<int>(position.column)};
    }

    // Without recursion: a page may nest as deep as it likes.
    void collect()
    {
        struct Open
        {
            const GumboNode *node;
            qsizetype parent;
        };
        std::vector<Open> stack{{m_output->root, -1}};
        while (!stack.empty()) {
            const Open open = stack.back();
            stack.pop_back();
            const GumboNode *node = open.node;
            if (node->type != GUMBO_NODE_ELEMENT && node->type != GUMBO_NODE_TEMPLATE)
                continue;
            const GumboElement &source = node->v.element;
            Element element;
            element.parent = open.parent;
            element.place = placeOf(source.start_pos);
            GumboStringPiece piece = source.original_tag;
            gumbo_tag_from_original_text(&piece);
            element.tag = piece.data
                              ? QString::fromUtf8(piece.data, static_cast<qsizetype>(piece.length)).toLower()
                              : QString::fromUtf8(gumbo_normalized_tagname(source.tag));
            for (unsigned i = 0; i < source.attributes.length; ++i) {
                const auto *attribute = static_cast<const GumboAttribute *>(source.attributes.data[i]);
                const QString name = QString::fromUtf8(attribute->name);
                element.attributes.insert(name, QString::fromUtf8(attribute->value));
                element.places.insert(name, placeOf(attribute->name_start));
            }
            const auto index = static_cast<qsizetype>(m_elements.size());
            m_elements.push_back(std::move(element));
            for (unsigned i = source.children.length; i > 0; --i)
                stack.push_back({static_cast<const GumboNode *>(source.children.data[i - 1]), index});
        }
    }

    std::unique_ptr<GumboOutput, Destroy> m_output;
    std::vector<Element> m_elements;
};

// Whether a script's address is this part of htmx, in Swapscope's own place or a public one.
bool isHtmxCore(const QString &src)
{
    const QString name = src.section(u'?', 0, 0).section(u'/', -1);
    return name.startsWith(QLatin1StringView("htmx")) || src.contains(QLatin1StringView("/htmx.org@")) ||
           src.endsWith(QLatin1StringView("/htmx.org"));
}

bool isExtension(const QString &src, QLatin1StringView extension)
{
    const QString name = src.section(u'?', 0, 0).section(u'/', -1);
    const QString ext = extension;
    return name == ext + QLatin1StringView(".js") || name == ext + QLatin1StringView(".min.js") ||
           name == QLatin1StringView("hx-") + ext + QLatin1StringView(".js") ||
           name == QLatin1StringView("hx-") + ext + QLatin1StringView(".min.js") ||
           src.contains(QLatin1StringView("htmx-ext-") + ext) || name.startsWith(QLatin1StringView("htmax"));
}

class Check
{
public:
    Check(const Page &page, QString file, QStringView version)
        : m_page(page), m_file(std::move(file)), m_four(version == u"4")
    {
        for (const Element &element : m_page.elements()) {
            if (element.has(QStringLiteral("id")))
                m_ids.insert(element.attributes.value(QStringLiteral("id")));
            if (element.tag == u"script")
                m_scripts << element.attributes.value(QStringLiteral("src"));
        }
    }

    std::vector<PageFinding> run()
    {
        checkCore();
        QHash<QString, int> idLines;
        for (const Element &element : m_page.elements()) {
            if (m_findings.size() >= kMaxFindings)
                break;
            checkId(element, &idLines);
            checkTarget(element);
            checkExtension(element, QLatin1StringView("ws"));
            checkExtension(element, QLatin1StringView("sse"));
            checkOtherVersion(element);
        }
        std::stable_sort(m_findings.begin(), m_findings.end(),
                         [](const PageFinding &a, const PageFinding &b) {
                             return std::tie(a.line, a.column) < std::tie(b.line, b.column);
                         });
        return std::move(m_findings);
    }

private:
    void note(const QString &rule, Place place, const QString &text)
    {
        m_findings.push_back({rule, m_file, std::max(place.line, 1), std::max(place.column, 1), text});
    }

    Place placeOf(const Element &element, const QString &attribute) const
    {
        return element.places.value(attribute, element.place);
    }

    bool loads(QLatin1StringView extension) const
    {
        return std::any_of(m_scripts.begin(), m_scripts.end(),
                           [&](const QString &src) { return isExtension(src, extension); });
    }

    void checkCore()
    {
        if (!std::any_of(m_scripts.begin(), m_scripts.end(), isHtmxCore))
            note(QStringLiteral("page.no-htmx"), {},
                 QStringLiteral("the page does not load htmx: put <script src=\"/htmx/htmx.js\"></script> "
                                "into its head"));
    }

    void checkId(const Element &element, QHash<QString, int> *lines)
    {
        const QString attribute = QStringLiteral("id");
        if (!element.has(attribute))
            return;
        const QString id = element.attributes.value(attribute);
        if (const auto first = lines->constFind(id); first != lines->constEnd())
            note(QStringLiteral("page.duplicate-id"), placeOf(element, attribute),
                 QStringLiteral("id=\"%1\" stands on line %2 already: a swap finds only one of them")
                     .arg(id)
                     .arg(*first));
        else
            lines->insert(id, element.place.line);
    }

    void checkTarget(const Element &element)
    {
        for (const QString &attribute : {QStringLiteral("hx-target"), QStringLiteral("data-hx-target")}) {
            const QString target = element.attributes.value(attribute).trimmed();
            // Only a lone id can be looked up here; everything else is a selector that only the page can
            // answer.
            if (!target.startsWith(u'#') || target.size() < 2)
                continue;
            const QString id = target.mid(1);
            const bool plain = std::all_of(
                id.begin(), id.end(), [](QChar c) { return c.isLetterOrNumber() || c == u'-' || c == u'_'; });
            if (plain && !m_ids.contains(id))
                note(
                    QStringLiteral("page.no-target"), placeOf(element, attribute),
                    QStringLiteral("%1=\"%2\": the page has no element with this id").arg(attribute, target));
        }
    }

    // What an element uses of an extension in this version, as the attribute's name; empty: nothing.
    QString usedOf(const Element &element, QLatin1StringView extension) const
    {
        for (auto it = element.attributes.constBegin(); it != element.attributes.constEnd(); ++it) {
            QString name = it.key();
            if (name.startsWith(QLatin1StringView("data-")))
                name = name.mid(5);
            if (m_four ? name.startsWith(QLatin1StringView("hx-") + extension + u':')
                       : name == QString(extension) + QLatin1StringView("-connect"))
                return it.key();
        }
        return {};
    }

    bool isUnder(const Element &element, QLatin1StringView extension) const
    {
        for (const Element *e = &element;; e = &m_page.elements()[static_cast<size_t>(e->parent)]) {
            for (const QString &attribute : {QStringLiteral("hx-ext"), QStringLiteral("data-hx-ext")}) {
                for (const QString &name : e->attributes.value(attribute).split(u',')) {
                    if (name.trimmed() == extension)
                        return true;
                }
            }
            if (e->parent < 0)
                return false;
        }
    }

    void checkExtension(const Element &element, QLatin1StringView extension)
    {
        const QString used = usedOf(element, extension);
        if (used.isEmpty())
            return;
        if (!loads(extension))
            note(QStringLiteral("page.no-extension"), placeOf(element, used),
                 QStringLiteral("%1 needs the %2 extension, which the page does not load: put <script "
                                "src=\"/htmx/ext/%2.js\"></script> behind htmx")
                     .arg(used, extension));
        if (!m_four && !isUnder(element, extension))
            note(QStringLiteral("page.no-extension"), placeOf(element, used),
                 QStringLiteral(
                     "%1 does nothing in htmx 2 without hx-ext=\"%2\" on this element or one around it")
                     .arg(used, extension));
    }

    void checkOtherVersion(const Element &element)
    {
        for (auto it = element.places.constBegin(); it != element.places.constEnd(); ++it) {
            QString name = it.key();
            if (name.startsWith(QLatin1StringView("data-")))
                name = name.mid(5);
            const QString text = m_four ? textOfTwo(name) : textOfFour(name);
            if (!text.isEmpty())
                note(QStringLiteral("page.other-version"), it.value(), it.key() + u' ' + text);
        }
    }

    // What is wrong with an attribute of htmx 2 in htmx 4.
    static QString textOfTwo(const QString &name)
    {
        if (name == u"sse-swap")
            return QStringLiteral(
                "is gone in htmx 4: unnamed events are swapped into the element with hx-sse:connect, "
                "named ones become DOM events");
        for (const QLatin1StringView extension : {QLatin1StringView("ws"), QLatin1StringView("sse")}) {
            const QString prefix = QString(extension) + u'-';
            const QString rest = name.startsWith(prefix) ? name.mid(prefix.size()) : QString();
            if (rest == u"connect" || rest == u"send" || (rest == u"close" && prefix == u"sse-"))
                return QStringLiteral("is of htmx 2: write hx-%1:%2 in htmx 4").arg(QString(extension), rest);
        }
        return {};
    }

    // What is wrong with an attribute of htmx 4 in htmx 2.
    static QString textOfFour(const QString &name)
    {
        for (const QLatin1StringView extension : {QLatin1StringView("ws"), QLatin1StringView("sse")}) {
            const QString prefix = QLatin1StringView("hx-") + extension + u':';
            if (name.startsWith(prefix))
                return QStringLiteral("is of htmx 4: write %1-%2 in htmx 2")
                    .arg(QString(extension), name.mid(prefix.size()));
        }
        return {};
    }

    const Page &m_page;
    QString m_file;
    bool m_four;
    QSet<QString> m_ids;
    QStringList m_scripts;
    std::vector<PageFinding> m_findings;
};

} // namespace

std::vector<PageFinding> checkPage(const QString &html, const QString &file, QStringView version)
{
    if (html.trimmed().isEmpty())
        return {{QStringLiteral("page.empty"), file, 1, 1, QStringLiteral("the page is empty")}};
    const Page page(html.toUtf8());
    return Check(page, file, version).run();
}

std::vector<PageFinding> checkPages(const Scenario &scenario)
{
    std::vector<PageFinding> findings;
    for (const QString &version : scenario.manifest.htmx) {
        const QString path = scenario.pagePath(version);
        const Result<QString> html = readText(path);
        if (!html)
            continue;
        for (PageFinding &finding : checkPage(*html, path, version)) {
            if (std::find(findings.begin(), findings.end(), finding) == findings.end())
                findings.push_back(std::move(finding));
        }
    }
    return findings;
}

} // namespace swapscope
