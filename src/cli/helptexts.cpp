#include "helptexts.h"

namespace swapscope {

namespace {

constexpr char kProgram[] = R"(Usage: swapscope [SCENARIO] [OPTION...]
       swapscope COMMAND [ARGUMENT...]

Real-time htmx, played out where you can see it: a mock server with an editable
script, a faulty network, live pages, and a timeline of all that happened.

SCENARIO is the name of a bundled scenario (chat, counter) or a folder.

Without a command the window opens:
  --htmx 2|4            the version of htmx that the pages run
  --param NAME=VALUE    a parameter of the scenario; may be repeated
  --port N              the address of the first client's page (8137)
  --seed N              repeat a run's random decisions (1)
  --allow-host NAME     answer to this name, and to pages of its origin, too;
                        NAME:PORT for one port; may be repeated
  --theme light|dark|auto
  --shot FILE.png       save a picture of the window and end
  --after DURATION      when the picture is taken ("8s")

Commands:
  serve SCENARIO        the mock server alone
  play SCENARIO         play a scenario without a display and print its ledger
  check SCENARIO        check manifest, script and page
  attach URL            the same network and pages before a server of your own

  -h, --help            this text; COMMAND --help tells more of a command
  -v, --version         the program's version

Exit status: 0 fine, 1 findings or a failed expectation, 2 wrong use,
3 the scenario cannot be loaded or run, a script that did not return had to be
left behind, or a file could not be written whole.
)";

constexpr char kServe[] = R"(Usage: swapscope serve SCENARIO [OPTION...]

Runs the mock server of a scenario alone: no window, no faulty network. Prints
"listening on http://127.0.0.1:PORT/" once it answers, then its log. Ctrl+C ends
it cleanly: sockets are closed with 1001, streams end.

  --port N              the port (8137); 0 takes any free one
  --htmx 2|4            the version of htmx that is served
  --param NAME=VALUE    a parameter of the scenario; may be repeated
  --seed N              repeat a run's random decisions (1)
  --allow-host NAME     answer to this name, and to pages of its origin, too;
                        NAME:PORT for one port; may be repeated
  -h, --help            this text
)";

constexpr char kPlay[] = R"(Usage: swapscope play SCENARIO [OPTION...]

Opens the scenario's pages without a display, plays its network schedule, and
prints the ledger as one JSON object: for each client what was published,
delivered, missed and recovered, and for how long its page was stale.

  --for DURATION        how long ("20s"; with --until-done at most, "5m")
  --until-done          play the lesson alone, as its steps say, and end when
                        it is complete; exit status 1 when a step did not tick
  --without N           leave out what step N does; "2,4" for several
  --check               exit status 1 when the coach finds what the scenario
                        does not expect
  --htmx 2|4            the version of htmx that the pages run
  --param NAME=VALUE    a parameter of the scenario; may be repeated
  --seed N              repeat a run's random decisions (1)
  --trace FILE.jsonl    write everything that happened, one event a line
  --shot FILE.png       save a picture of the window at the end
  --picture FILE.png    save a small picture of the pages at the end, as the
                        gallery shows it: picture.png in the scenario's folder
  --theme light|dark|auto
  -h, --help            this text
)";

constexpr char kCheck[] = R"(Usage: swapscope check SCENARIO [OPTION...]
       swapscope check PAGE.html [OPTION...]

Checks the manifest, the script and the pages of a scenario, or a page alone,
by the rules of the coach: for each finding FILE:LINE:COLUMN, what is wrong and
what to do. What the manifest silences is left out and counted; what it expects
is shown as expected, and missed when it is not found.

  --format text         for people (the default)
  --format json         one JSON object
  --format github       annotations of GitHub's workflows
  --htmx 2|4            under this version alone
  -h, --help            this text

Exit status: 0 if there is no error and no warning, 1 if there is one.
)";

constexpr char kAttach[] = R"(Usage: swapscope attach URL [OPTION...]

Puts the faulty network, and in a window the pages, in front of a server of your
own: http://localhost:8000, https too. A path is where the pages are opened.

  --clients N           how many links, and pages, there are (2)
  --port N              the address of the first link; the others' follow (8137)
  --insecure            take any certificate of an https server
  --seed N              repeat a run's random decisions (1)
  --allow-host NAME     answer to this name, and to pages of its origin, too;
                        NAME:PORT for one port; may be repeated
  --headless            no window: print "A: http://127.0.0.1:8137/ -> URL" for
                        each link, then the log. Ctrl+C ends it cleanly.
  --trace FILE.jsonl    with --headless: write everything as it happens
  --theme light|dark|auto
  --shot FILE.png       save a picture of the window and end
  --after DURATION      when the picture is taken ("8s")
  -h, --help            this text
)";

} // namespace

QString helpText(const QString &command)
{
    if (command == u"serve")
        return QString::fromLatin1(kServe);
    if (command == u"play")
        return QString::fromLatin1(kPlay);
    if (command == u"check")
        return QString::fromLatin1(kCheck);
    if (command == u"attach")
        return QString::fromLatin1(kAttach);
    return QString::fromLatin1(kProgram);
}

} // namespace swapscope
