package codemm;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs the items of one task and writes the answers to file descriptor 3. It knows inputs only:
 * whatever the learner's code does to this JVM, it can lie about its own results and about nothing
 * else.
 */
public final class CodemmServe {
    private static final int MAX_WORDS = 2000;

    private final Map<?, ?> task;
    private final OutputStream results;
    private final int cap;
    private final boolean batch;

    CodemmServe(Map<?, ?> task, OutputStream results) {
        this.task = task;
        this.results = results;
        cap = ((Number) task.get("cap")).intValue();
        batch = (Boolean) task.get("batch");
    }

    // Plain streams: the classes behind java.nio.file.Files are not in the JVM's archive.
    static String text(String name) throws IOException {
        try (FileInputStream file = new FileInputStream(name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Answers every item with the calls of a signature, then ends the JVM. */
    public static void serve(CodemmCalls calls) throws IOException {
        Map<?, ?> task = (Map<?, ?>) CodemmJson.parse(text("frame"));
        CodemmServe serve = new CodemmServe(task, results());
        List<?> items = (List<?>) serve.task.get("items");
        for (int i = 0; i < items.size(); i++) {
            serve.item(i, (Map<?, ?>) items.get(i), calls);
        }
        System.exit(0);
    }

    void item(int index, Map<?, ?> item, CodemmCalls calls) throws IOException {
        ByteArrayOutputStream printed = redirect(item);
        StringBuilder line = new StringBuilder("{\"item\":").append(index);
        long started = System.nanoTime();
        try {
            String value = item.containsKey("steps") ? steps(item, calls) : call(item, calls);
            line.append(",\"value\":").append(value);
        } catch (CodemmValues.Overflow error) {
            line.append(",\"overflow\":true");
        } catch (Throwable error) {
            line.append(raised(error));
        }
        flush();
        line.append(",\"time_us\":").append((System.nanoTime() - started) / 1000);
        if (batch) {
            boolean fits = printed.size() <= cap;
            String text = fits ? printed.toString(StandardCharsets.UTF_8) : "";
            line.append(fits ? ",\"stdout\":" + CodemmValues.text(text) : ",\"overflow\":true");
        }
        answer(results, line.toString());
    }

    private String call(Map<?, ?> item, CodemmCalls calls) throws Throwable {
        Object[] args = CodemmValues.natives(task.get("params"), item.get("args"));
        Object result = calls.main(args);
        Number observed = (Number) task.get("observe");
        Object value = observed == null ? result : args[observed.intValue()];
        return CodemmValues.write(task.get("observed"), value, cap);
    }

    private String steps(Map<?, ?> item, CodemmCalls calls) {
        Map<String, Object> objects = new HashMap<>();
        StringBuilder out = new StringBuilder("[");
        for (Object step : (List<?>) item.get("steps")) {
            out.append(out.length() > 1 ? "," : "");
            try {
                out.append(step((Map<?, ?>) step, objects, calls));
            } catch (CodemmValues.Overflow error) {
                throw error;
            } catch (Throwable error) {
                out.append("{\"raises\":").append(CodemmValues.text(name(error))).append("}");
            }
        }
        return out.append("]").toString();
    }

    private String step(Map<?, ?> step, Map<String, Object> objects, CodemmCalls calls)
            throws Throwable {
        if (step.containsKey("new")) {
            String name = (String) step.get("new");
            objects.remove(name);
            Object[] args = CodemmValues.natives(task.get("params"), step.get("args"));
            objects.put(name, calls.main(args));
            return "null";
        }
        String[] call = ((String) step.get("call")).split("\\.");
        if (!objects.containsKey(call[0])) {
            throw new IllegalStateException(call[0] + " was not constructed");
        }
        List<?> method = (List<?>) ((Map<?, ?>) task.get("methods")).get(call[1]);
        Object[] args = CodemmValues.natives(method.get(0), step.get("args"));
        Object result = calls.method(call[1], objects.get(call[0]), args);
        return CodemmValues.write(method.get(1), result, cap);
    }

    /** Gives an item of a batch its own standard streams, and a single item buffered ones. */
    private ByteArrayOutputStream redirect(Map<?, ?> item) {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        if (batch) {
            Object input = item.get("stdin");
            String text = input == null ? "" : (String) input;
            System.setIn(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        }
        OutputStream target =
                batch ? CodemmCrowd.own(printed) : new FileOutputStream(FileDescriptor.out);
        System.setOut(new PrintStream(target, false, StandardCharsets.UTF_8));
        return printed;
    }

    static void flush() {
        if (System.out != null) {
            System.out.flush();
        }
    }

    static OutputStream results() throws IOException {
        return new FileOutputStream("/proc/self/fd/3");
    }

    static void answer(OutputStream results, String line) throws IOException {
        results.write((line + "}\n").getBytes(StandardCharsets.US_ASCII));
        results.flush();
    }

    static String raised(Throwable error) {
        CodemmCrowd.exhausted |= error instanceof OutOfMemoryError;
        return ",\"raises\":"
                + CodemmValues.text(name(error))
                + ",\"message\":"
                + CodemmValues.text(words(error))
                + ",\"where\":"
                + CodemmValues.text(lastOwnLine(error));
    }

    private static String name(Throwable error) {
        String name = error.getClass().getName();
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private static String words(Throwable error) {
        try {
            String words = error.getMessage();
            return words == null ? "" : words.substring(0, Math.min(MAX_WORDS, words.length()));
        } catch (RuntimeException unreadable) {
            return "";
        }
    }

    private static String lastOwnLine(Throwable error) {
        for (StackTraceElement frame : error.getStackTrace()) {
            String name = frame.getClassName();
            if (name.indexOf('.') < 0 && !name.startsWith("Codemm") && frame.getFileName() != null) {
                return frame.getFileName() + ":" + frame.getLineNumber();
            }
        }
        return "";
    }
}
