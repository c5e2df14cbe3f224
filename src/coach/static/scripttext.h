#pragma once

#include "pagetree.h"
#include "scriptendpoints.h"

#include <QStringList>

#include <vector>

namespace swapscope {

// A piece of HTML in a script: a template, or a text in quotes that is sent.
struct ScriptFragment
{
    QString html;                  // each ${…} is one kHole
    PageTree tree;                 // of `html`; places are those of the script
    TextPlace place;               // of its first quote
    std::vector<TextPlace> places; // in the script, of each character of `html`

    TextPlace placeOf(qsizetype offset) const; // of an offset in `html`
};

// A fragment that the script sends as a message of its own, at least in one of its branches.
struct SentFragment
{
    int fragment = 0; // in ScriptText::fragments()
    Way way = Way::Unknown;

    friend bool operator==(const SentFragment &, const SentFragment &) = default;
};

// A key of an object that is sent where a fragment was meant: {"#count": "<b>3</b>"}.
struct SelectorKey
{
    QString key;
    TextPlace place;
};

// How the script uses client.send(): whether its messages carry ids.
struct SendUse
{
    int calls = 0;
    int mayHaveId = 0; // calls that give an id, or whose options cannot be seen
};

// What can be told of a server.js without running it, by its syntax tree. Says nothing where it is not sure.
// A plain value; built in any thread.
class ScriptText
{
public:
    ScriptText() = default;
    ScriptText(const ParsedScript &parsed, QString file);

    const QString &file() const { return m_file; }
    // False: nothing is known of what the script does, see whyNotRead().
    bool isRead() const { return m_state == ParsedScript::State::Read; }
    // Why the coach cannot read a script that may be right; empty: it can, or it is no JavaScript.
    QString whyNotRead() const { return m_state == ParsedScript::State::Unread ? m_why : QString(); }
    const std::vector<ScriptFragment> &fragments() const { return m_fragments; }
    const std::vector<SentFragment> &sent() const { return m_sent; }
    const std::vector<ScriptEndpoint> &endpoints() const { return m_endpoints; }
    const std::vector<SelectorKey> &selectorKeys() const { return m_selectorKeys; }
    const SendUse &sends() const { return m_sends; }
    // It asks for the version that it runs under, so that not all it has is for each.
    bool asksForVersion() const { return m_asksForVersion; }
    // An element with this id may come to the page from a fragment under this version. That a fragment is
    // swapped to the id does not bring it.
    bool mayBringId(QStringView id, QStringView version) const;
    // A stream's event may have this name.
    bool maySendEvent(QStringView name) const;

private:
    friend class ScriptReader;

    QString m_file;
    ParsedScript::State m_state = ParsedScript::State::Read;
    QString m_why;
    std::vector<ScriptFragment> m_fragments;
    std::vector<SentFragment> m_sent;
    std::vector<ScriptEndpoint> m_endpoints;
    std::vector<SelectorKey> m_selectorKeys;
    SendUse m_sends;
    QStringList m_otherTexts; // quoted texts that are no fragments
    QStringList m_eventNames;
    bool m_unknownEventNames = false;
    bool m_asksForVersion = false;
};

} // namespace swapscope
