#include <app/editor/codeeditor.h>
#include <app/editor/editordocument.h>

#include <core/textfile.h>
#include <scenario/drafts.h>

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class TestEditorDocument : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_temp = std::make_unique<QTemporaryDir>();
        m_path = m_temp->filePath(u"server.js"_s);
        QVERIFY(saveText(m_path, u"one\ntwo\n"_s));
        m_document = make();
        QVERIFY(m_document->open());
    }

    void cleanup()
    {
        delete m_document->editor();
        m_document.reset();
    }

    void anEditMakesItDirtyAndUndoingClean()
    {
        QSignalSpy dirty(m_document.get(), &EditorDocument::dirtyChanged);
        m_document->editor()->replaceAll(u"other"_s);
        QVERIFY(m_document->isDirty());
        m_document->editor()->undo();
        QVERIFY(!m_document->isDirty());
        QCOMPARE(dirty.size(), 2);
    }

    void aDraftOutlivesIt()
    {
        m_document->editor()->replaceAll(u"mine"_s);
        m_document->keepDraft();
        const auto later = make();
        const Result<bool> kept = later->open();
        QVERIFY(kept && *kept);
        QCOMPARE(later->text(), u"mine"_s);
        QVERIFY(later->isDirty());
        QCOMPARE(*readText(m_path), u"one\ntwo\n"_s);
        QVERIFY(later->revert());
        QCOMPARE(later->text(), u"one\ntwo\n"_s);
        QVERIFY(!DraftStore(drafts()).draft(m_temp->path(), u"server.js"_s));
        delete later->editor();
    }

    void savingWritesTheFileAndForgetsTheDraft()
    {
        m_document->editor()->replaceAll(u"mine"_s);
        m_document->keepDraft();
        QVERIFY(m_document->save());
        QCOMPARE(*readText(m_path), u"mine"_s);
        QVERIFY(!m_document->isDirty());
        QVERIFY(!DraftStore(drafts()).draft(m_temp->path(), u"server.js"_s));
    }

    void whatCannotBeSavedStaysAnEdit()
    {
        m_document->editor()->replaceAll(u"mine"_s);
        QVERIFY(QFile::remove(m_path));
        QVERIFY(QDir().mkpath(m_path + u"/in the way"_s));
        QVERIFY(!m_document->save());
        QVERIFY(m_document->isDirty());
        QCOMPARE(m_document->text(), u"mine"_s);
    }

    void followsAnotherProgramWhereItHasNoEdits()
    {
        QCOMPARE(m_document->checkDisk(), EditorDocument::Disk::Same);
        QVERIFY(saveText(m_path, u"theirs\r\n"_s));
        QCOMPARE(m_document->checkDisk(), EditorDocument::Disk::Reloaded);
        QCOMPARE(m_document->text(), u"theirs\n"_s);
        QVERIFY(!m_document->isDirty());
    }

    void asksWhereBothChanged()
    {
        m_document->editor()->replaceAll(u"mine"_s);
        QVERIFY(saveText(m_path, u"theirs"_s));
        QCOMPARE(m_document->checkDisk(), EditorDocument::Disk::Conflict);
        QCOMPARE(m_document->text(), u"mine"_s);
        m_document->keepMine();
        QCOMPARE(m_document->checkDisk(), EditorDocument::Disk::Same);
        QVERIFY(m_document->isDirty());
    }

    void aFileThatIsGoneTakesNothingAway()
    {
        QVERIFY(QFile::remove(m_path));
        QCOMPARE(m_document->checkDisk(), EditorDocument::Disk::Same);
        QCOMPARE(m_document->text(), u"one\ntwo\n"_s);
    }

private:
    QString drafts() const { return m_temp->filePath(u"drafts"_s); }
    std::unique_ptr<EditorDocument> make()
    {
        return std::make_unique<EditorDocument>(m_temp->path(), m_path, drafts(), nullptr);
    }

    std::unique_ptr<QTemporaryDir> m_temp;
    QString m_path;
    std::unique_ptr<EditorDocument> m_document;
};

QTEST_MAIN(TestEditorDocument)
#include "tst_editordocument.moc"
