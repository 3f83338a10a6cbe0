package codemm;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.reflect.Constructor;
import java.net.URL;
import java.net.URLClassLoader;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TimeZone;

/**
 * Runs many programs on the same inputs, one after another in this JVM. Each has a class loader, a
 * thread and standard streams of its own. The last one is known to the judge: it tells whether this
 * JVM still is what it was. A program that does not end is stopped where that can be done. Where it
 * cannot, or a program leaves threads or no memory, only that last one is run after it, and the exit
 * code says why this JVM ends there.
 */
public final class CodemmCrowd {
    private static final int LATE = 75, SPOILT = 76;
    private static final int POLL_MS = 20, STOP_MS = 50;
    // No exception has a name like this.
    private static final String STOPPED = "out of time";
    private static final String BRIDGE = "CodemmHarness";

    /** Ends a thread whose turn is over. */
    private static final class Over extends Error {
        private static final long serialVersionUID = 1L;

        Over() {
            super(null, null, false, false);
        }
    }

    /** Takes what the threads of one program write, and ends those of others that try. */
    private static final class Own extends OutputStream {
        private final OutputStream target;
        private final ThreadGroup group = Thread.currentThread().getThreadGroup();

        Own(OutputStream target) {
            this.target = target;
        }

        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] data, int from, int count) throws IOException {
            if (!group.parentOf(Thread.currentThread().getThreadGroup())) {
                throw new Over();
            }
            target.write(data, from, count);
        }
    }

    /** Takes the answers of one thread at a time. */
    private static final class Turn extends OutputStream {
        private final OutputStream results;
        private Thread speaker;
        private int answers;

        Turn(OutputStream results) {
            this.results = results;
        }

        synchronized void give(Thread thread) {
            speaker = thread;
        }

        synchronized int answers() {
            return answers;
        }

        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public synchronized void write(byte[] data, int from, int count) throws IOException {
            if (Thread.currentThread() != speaker) {
                throw new Over();
            }
            results.write(data, from, count);
            answers++;
        }
    }

    private static boolean together;
    static volatile boolean exhausted;

    private final Map<?, ?> task = (Map<?, ?>) CodemmJson.parse(CodemmServe.text("frame"));
    private final List<?> items = (List<?>) task.get("items");
    private final Turn turn = new Turn(CodemmServe.results());
    private final PrintStream errors = System.err;
    private final Properties properties = (Properties) System.getProperties().clone();
    private final Locale locale = Locale.getDefault();
    private final String classes;

    private CodemmCrowd(String classes) throws IOException {
        this.classes = classes;
    }

    /** Runs the programs that the task names; the argument is the folder of their classes. */
    public static void main(String[] args) throws IOException, InterruptedException {
        together = true;
        new CodemmCrowd(args[0]).run();
    }

    /** Returns where a program's output goes: past nobody but itself, where it is not alone. */
    static OutputStream own(OutputStream target) {
        return together ? new Own(target) : target;
    }

    private void run() throws IOException, InterruptedException {
        List<?> members = (List<?>) task.get("members");
        int code = 0;
        for (int i = 0; i + 1 < members.size() && code == 0; i++) {
            code = ended((List<?>) members.get(i), number("budget_ms"));
        }
        // Beside one that does not end, its own share of the time cannot be told.
        int last = ended((List<?>) members.get(members.size() - 1), Long.MAX_VALUE);
        Runtime.getRuntime().halt(last == 0 ? code : 1);
    }

    /** Runs a program on all inputs; returns 0 when it came to its end and left nothing. */
    private int ended(List<?> member, long budgetMs) throws IOException, InterruptedException {
        restore();
        exhausted = false;
        int first = turn.answers();
        ThreadGroup group = new ThreadGroup("main");
        Thread main = new Thread(group, () -> answerAll(member, first), "main");
        main.setUncaughtExceptionHandler((thread, error) -> {});
        long cpu = cpuMs();
        long started = System.nanoTime();
        turn.give(main);
        main.start();
        while (true) {
            main.join(POLL_MS);
            if (!main.isAlive()) {
                break;
            }
            boolean busy = cpuMs() - cpu > budgetMs;
            if (busy || (System.nanoTime() - started) / 1_000_000 > number("wall_ms")) {
                turn.give(null);
                return stopped(group) ? told(first) : LATE;
            }
        }
        if (turn.answers() != first + items.size()) {
            Runtime.getRuntime().halt(1);
        }
        return exhausted || group.activeCount() > 0 ? SPOILT : 0;
    }

    /** Tries to end the threads of a program: newer platforms, and some programs, prevent it. */
    private static boolean stopped(ThreadGroup group) throws InterruptedException {
        Thread[] threads = new Thread[64];
        int count = group.enumerate(threads);
        try {
            for (int i = 0; i < count; i++) {
                Thread.class.getMethod("stop").invoke(threads[i]);
            }
        } catch (ReflectiveOperationException error) {
            return false;
        }
        for (int i = 0; i < count; i++) {
            threads[i].join(STOP_MS);
        }
        return group.activeCount() == 0;
    }

    /** Answers for a program that was stopped; returns 0, as this JVM can go on. */
    private int told(int first) throws IOException {
        turn.give(Thread.currentThread());
        for (int i = turn.answers(); i < first + items.size(); i++) {
            CodemmServe.answer(turn, "{\"item\":" + i + ",\"raises\":\"" + STOPPED + "\"");
        }
        return 0;
    }

    private void answerAll(List<?> member, int first) {
        try {
            URL own = new File(classes, member.get(0).toString()).toURI().toURL();
            String name = (String) member.get(1);
            if (name != null) {
                CodemmRuns runs = new CodemmRuns(name, new URL[] {own}, turn);
                for (int i = 0; i < items.size(); i++) {
                    runs.item(first + i, (Map<?, ?>) items.get(i), (int) number("cap"));
                }
                return;
            }
            ClassLoader loader = new URLClassLoader(new URL[] {own});
            Thread.currentThread().setContextClassLoader(loader);
            Constructor<?> bridge =
                    Class.forName(BRIDGE, true, loader).getDeclaredConstructor();
            bridge.setAccessible(true);
            CodemmCalls calls = (CodemmCalls) bridge.newInstance();
            CodemmServe serve = new CodemmServe(task, turn);
            for (int i = 0; i < items.size(); i++) {
                serve.item(first + i, (Map<?, ?>) items.get(i), calls);
            }
        } catch (IOException | InterruptedException | ReflectiveOperationException error) {
            Runtime.getRuntime().halt(1);
        }
    }

    /** Undoes what a program can change for those after it, as far as that is known. */
    private void restore() {
        System.setErr(errors);
        System.setProperties((Properties) properties.clone());
        Locale.setDefault(locale);
        TimeZone.setDefault(null);
    }

    private long number(String name) {
        return ((Number) task.get(name)).longValue();
    }

    private static long cpuMs() {
        return ProcessHandle.current().info().totalCpuDuration().map(Duration::toMillis).orElse(0L);
    }
}
