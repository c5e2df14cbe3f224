#pragma once

#include "pagetree.h"

#include <optional>
#include <vector>

namespace swapscope {

// The way a fragment takes to the page.
enum class Way {
    Socket,
    Stream,
    Unknown, // both, or it cannot be told
};

// A piece of HTML in a script: a template, or a text in quotes.
struct ScriptFragment
{
    QString html;    // each ${…} is one kHole
    PageTree tree;   // of `html`; places are those of the script
    TextPlace place; // of its quote
};

// A fragment that the script certainly sends as a message, or as the beginning of one.
struct SentFragment
{
    int fragment = 0; // in ScriptText::fragments()
    Way way = Way::Unknown;
    bool named = false;    // a stream's event with a name
    bool snapshot = false; // sent to a client that has come back
};

// A ws(…) or sse(…) of the script.
struct ScriptEndpoint
{
    Way way = Way::Socket;
    QString path; // empty: it is not known
    TextPlace place;
    QStringList options;  // the names of its options
    bool certain = false; // all of its options can be seen
    QString channel;      // the variable of its channel; empty: none, or not known
    QString catchUp;      // the literal value; empty: not given; one kHole: not known
};

// What can be told of a server.js without running it. Says nothing where it is not sure.
class ScriptText
{
public:
    ScriptText() = default;
    ScriptText(const QString &text, QString file);

    const QString &file() const { return m_file; }
    const std::vector<ScriptFragment> &fragments() const { return m_fragments; }
    const std::vector<SentFragment> &sent() const { return m_sent; }
    const std::vector<ScriptEndpoint> &endpoints() const { return m_endpoints; }
    // An element with this id may come from a fragment.
    bool mayBringId(QStringView id) const;

private:
    QString m_file;
    std::vector<ScriptFragment> m_fragments;
    std::vector<SentFragment> m_sent;
    std::vector<ScriptEndpoint> m_endpoints;
};

} // namespace swapscope
