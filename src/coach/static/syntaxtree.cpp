#include "syntaxtree.h"

#include <QHash>
#include <QJsonArray>
#include <QMetaEnum>

namespace swapscope {

using namespace Qt::Literals::StringLiterals;

SyntaxTree::SyntaxTree(const QString &script, const QJsonArray &nodes) : m_script(script)
{
    static const QMetaEnum kTypes = QMetaEnum::fromType<SyntaxNode::Type>();
    QHash<QString, SyntaxNode::Type> types;
    QSet<QString> roles; // one text for all nodes of a role
    m_nodes.reserve(static_cast<size_t>(nodes.size()));
    for (const auto &value : nodes) {
        const QJsonArray fields = value.toArray();
        const QString type = fields.at(0).toString();
        auto known = types.constFind(type);
        if (known == types.constEnd()) {
            bool named = false;
            const int number = kTypes.keyToValue(type.toLatin1().constData(), &named);
            known = types.insert(type, named ? static_cast<SyntaxNode::Type>(number) : SyntaxNode::Other);
        }
        SyntaxNode node;
        node.type = *known;
        node.role = *roles.insert(fields.at(1).toString());
        node.begin = fields.at(2).toInteger();
        node.end = fields.at(3).toInteger();
        node.parent = fields.at(4).toInt();
        node.after = fields.at(5).toInt();
        node.text = fields.at(6).toString();
        node.computed = fields.at(7).toBool();
        node.string = fields.at(8).toBool();
        m_nodes.push_back(std::move(node));
    }
}

int SyntaxTree::child(int i, QStringView role) const
{
    if (i < 0)
        return -1;
    for (int k = i + 1; k < (*this)[i].after; k = (*this)[k].after) {
        if ((*this)[k].role == role)
            return k;
    }
    return -1;
}

std::vector<int> SyntaxTree::children(int i, QStringView role) const
{
    std::vector<int> found;
    if (i < 0)
        return found;
    for (int k = i + 1; k < (*this)[i].after; k = (*this)[k].after) {
        if ((*this)[k].role == role)
            found.push_back(k);
    }
    return found;
}

int SyntaxTree::functionAround(int i) const
{
    do {
        i = (*this)[i].parent;
    } while (i >= 0 && !(*this)[i].isFunction());
    return i;
}

QString SyntaxTree::nameOfKey(int i) const
{
    const int key = child(i, is(i, SyntaxNode::MemberExpression) ? u"property" : u"key");
    const bool word = is(key, SyntaxNode::Identifier) && !(*this)[i].computed;
    return word || isString(key) ? (*this)[key].text : QString();
}

} // namespace swapscope
