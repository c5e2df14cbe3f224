#include <js/context.h>

#include <QTest>

using namespace swapscope::js;
using namespace Qt::Literals::StringLiterals;

class TestModule : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<Context> m_context;
    QStringList m_said;

    Outcome run(const QString &text)
    {
        m_context = std::make_unique<Context>();
        m_said.clear();
        const Value exports = m_context->newObject();
        m_context->define(exports, "say", [this](NativeCall &call) { m_said << call.value(0).shown(); });
        m_context->set(exports, "channel", 7.0);
        return m_context->runModule(text, u"server.js"_s, u"swapscope"_s, exports);
    }

private Q_SLOTS:
    void imports_data()
    {
        QTest::addColumn<QString>("text");
        for (const char *text :
             {"import { say, channel as c } from 'swapscope'\nsay(c)",
              "import * as s from 'swapscope'; s.say(s.channel)",
              "say(channel); import { say } from 'swapscope'; import { channel } from \"swapscope\"",
              "import 'swapscope'; import { say } from 'swapscope'; say(7); export const a = 1"})
            QTest::newRow(text) << QString::fromLatin1(text);
    }
    void imports()
    {
        QFETCH(QString, text);
        const Outcome outcome = run(text);
        QVERIFY2(!outcome.error, outcome.error ? qPrintable(outcome.error->toString()) : "");
        QCOMPARE(m_said, QStringList{u"7"_s});
        QCOMPARE(m_context->topLevel(), Context::TopLevel::Done);
    }

    void refuses_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("error");
        const auto row = [](const char *text, const QString &error) {
            QTest::newRow(text) << QString::fromLatin1(text) << error;
        };
        row("import { a } from './other.js'",
            u"server.js:1:19: SyntaxError: a script can import “swapscope” and nothing else, so not “./other.js”"_s);
        row("import { say } from 'swapscope'\nimport fs from 'fs'",
            u"server.js:2:16: SyntaxError: a script can import “swapscope” and nothing else, so not “fs”"_s);
        row("import {\n  chanel } from 'swapscope'", u"server.js:2:3: "_s);
        row("import fs from 'swapscope'", u"server.js:1:8: "_s);
        row("let a = 1\n  let b = (1 +\n  ]", u"server.js:3:3: SyntaxError: expected expression, got ']'"_s);
        row("return 1", u"server.js:1:1: SyntaxError: return not in function"_s);
        row("undeclared = 1",
            u"server.js:1:1: ReferenceError: assignment to undeclared variable undeclared"_s);
    }
    void refuses()
    {
        QFETCH(QString, text);
        QFETCH(QString, error);
        const Outcome outcome = run(text);
        QVERIFY(outcome.error);
        QVERIFY2(outcome.error->toString().startsWith(error), qPrintable(outcome.error->toString()));
    }

    void topLevelAwait()
    {
        Outcome outcome = run(u"import { say } from 'swapscope'\nsay(1); await null; say(2)"_s);
        QVERIFY(!outcome.error);
        QCOMPARE(m_said, (QStringList{u"1"_s, u"2"_s}));
        QCOMPARE(m_context->topLevel(), Context::TopLevel::Done);

        outcome = run(
            u"import { say } from 'swapscope'\nawait new Promise(go => { globalThis.go = go }); say(3)"_s);
        QCOMPARE(m_context->topLevel(), Context::TopLevel::Waits);
        m_context->call(m_context->global().property("go"), {}, {}, {});
        QCOMPARE(m_said, QStringList{u"3"_s});
        QCOMPARE(m_context->topLevel(), Context::TopLevel::Done);

        outcome = run(u"await null\n  throw new Error('late')"_s);
        QCOMPARE(m_context->topLevel(), Context::TopLevel::Failed);
        QCOMPARE(outcome.error->toString(), u"server.js:2:9: Error: late"_s);
    }

    void dynamicImport()
    {
        const Outcome outcome =
            run(u"import { say } from 'swapscope'\nimport('fs').catch(e => say(e.message))"_s);
        QVERIFY(!outcome.error);
        QCOMPARE(m_said.size(), 1);
    }

    void leavesNothingBehind()
    {
        run(u"import { say } from 'swapscope'\nsay(Object.keys(globalThis).join())"_s);
        QCOMPARE(m_said, QStringList{QString()});
    }
};

QTEST_GUILESS_MAIN(TestModule)
#include "tst_module.moc"
