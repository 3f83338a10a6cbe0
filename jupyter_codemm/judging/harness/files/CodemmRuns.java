package codemm;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * Runs a program on many inputs, each time with classes that were just loaded. A run that ends the
 * JVM leaves no answer: the judge gives that input and those after it JVMs of their own.
 */
final class CodemmRuns {
    /** The program prints more than the judge takes. */
    private static final class TooLoud extends Error {
        private static final long serialVersionUID = 1L;

        TooLoud() {
            super(null, null, false, false);
        }
    }

    /** What a run prints, as far as the judge takes it. */
    private static final class Printed extends OutputStream {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final int cap;
        private volatile boolean over;

        Printed(int cap) {
            this.cap = cap;
        }

        @Override
        public void write(int value) {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public synchronized void write(byte[] data, int from, int count) {
            over = over || bytes.size() + count > cap;
            if (over) {
                throw new TooLoud();
            }
            bytes.write(data, from, count);
        }
    }

    private final String name;
    private final URL[] classes;
    private final OutputStream results;

    CodemmRuns(String name, URL[] classes, OutputStream results) {
        this.name = name;
        this.classes = classes;
        this.results = results;
    }

    /** Answers every input of the task, then ends the JVM. */
    static void run(String name) throws IOException, InterruptedException {
        Map<?, ?> task = (Map<?, ?>) CodemmJson.parse(CodemmServe.text("frame"));
        CodemmRuns runs = new CodemmRuns(name, classes(), CodemmServe.results());
        List<?> items = (List<?>) task.get("items");
        for (int i = 0; i < items.size(); i++) {
            runs.item(i, (Map<?, ?>) items.get(i), ((Number) task.get("cap")).intValue());
        }
        System.exit(0);
    }

    void item(int index, Map<?, ?> item, int cap) throws IOException, InterruptedException {
        String stdin = item.get("stdin") == null ? "" : (String) item.get("stdin");
        InputStream input = new ByteArrayInputStream(stdin.getBytes(StandardCharsets.UTF_8));
        Printed printed = new Printed(cap);
        OutputStream own = CodemmCrowd.own(printed);
        long started = System.nanoTime();
        Throwable error = ended(input, new PrintStream(own, false, StandardCharsets.UTF_8));
        StringBuilder line = new StringBuilder("{\"item\":").append(index);
        if (printed.over) {
            line.append(",\"overflow\":true");
        } else {
            String text = Base64.getEncoder().encodeToString(printed.bytes.toByteArray());
            line.append(",\"printed\":\"").append(text).append('"');
            line.append(error == null ? "" : CodemmServe.raised(error));
        }
        line.append(",\"time_us\":").append((System.nanoTime() - started) / 1000);
        CodemmServe.answer(results, line.toString());
    }

    /** Runs the program until its last thread but daemons ends; returns what its main threw. */
    private Throwable ended(InputStream input, PrintStream output) throws InterruptedException {
        Throwable[] thrown = {null};
        ThreadGroup group = new ThreadGroup("main");
        Thread main = new Thread(group, () -> thrown[0] = thrownByMain(), "main");
        System.setIn(input);
        System.setOut(output);
        main.start();
        for (Thread one = main; one != null; one = alive(group)) {
            one.join();
        }
        try {
            System.out.flush();
        } catch (TooLoud error) {
            return error;
        }
        return thrown[0];
    }

    private static Thread alive(ThreadGroup group) {
        Thread[] threads = new Thread[256];
        int count = group.enumerate(threads);
        for (int i = 0; i < count; i++) {
            if (!threads[i].isDaemon()) {
                return threads[i];
            }
        }
        return null;
    }

    private Throwable thrownByMain() {
        ClassLoader platform = ClassLoader.getPlatformClassLoader();
        try {
            ClassLoader loader = new URLClassLoader(classes, platform);
            Thread.currentThread().setContextClassLoader(loader);
            Class<?> type = Class.forName(name, true, loader);
            Method main = type.getDeclaredMethod("main", String[].class);
            main.setAccessible(true);
            main.invoke(null, (Object) new String[0]);
            return null;
        } catch (java.lang.reflect.InvocationTargetException error) {
            return error.getCause();
        } catch (ReflectiveOperationException | ExceptionInInitializerError error) {
            return error.getCause() == null ? error : error.getCause();
        } catch (TooLoud error) {
            return error;
        }
    }

    private static URL[] classes() throws MalformedURLException {
        String[] places = System.getProperty("java.class.path").split(File.pathSeparator);
        return new URL[] {new File(places[places.length - 1]).toURI().toURL()};
    }
}
