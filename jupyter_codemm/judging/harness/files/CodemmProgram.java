package codemm;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;

/** Runs a program that has a main method of its own, and tells what ended it. */
public final class CodemmProgram {
    private CodemmProgram() {}

    /** Runs the main method of a class, on many inputs where the judge says so. */
    public static void run(String name) throws IOException, InterruptedException {
        if (System.getenv("CODEMM_RUNS") != null) {
            CodemmRuns.run(name);
        } else {
            once(name);
        }
    }

    /** Runs the main method of a class; ends the JVM when it throws. */
    private static void once(String name) throws IOException {
        OutputStream results = CodemmServe.results();
        try {
            Class<?> type = Class.forName(name, true, ClassLoader.getSystemClassLoader());
            Method main = type.getDeclaredMethod("main", String[].class);
            main.setAccessible(true);
            main.invoke(null, (Object) new String[0]);
            CodemmServe.flush();
        } catch (InvocationTargetException error) {
            CodemmServe.flush();
            CodemmServe.answer(results, "{\"item\":0" + CodemmServe.raised(error.getCause()));
            trim(error.getCause());
            error.getCause().printStackTrace();
            System.exit(1);
        } catch (ReflectiveOperationException | ExceptionInInitializerError error) {
            Throwable cause = error.getCause() == null ? error : error.getCause();
            CodemmServe.answer(results, "{\"item\":0" + CodemmServe.raised(cause));
            System.err.println(cause);
            System.exit(1);
        }
    }

    private static void trim(Throwable error) {
        StackTraceElement[] frames = error.getStackTrace();
        int own = frames.length;
        while (own > 0 && frames[own - 1].getClassName().indexOf('.') >= 0
                || own > 0 && frames[own - 1].getClassName().startsWith("Codemm")) {
            own--;
        }
        error.setStackTrace(java.util.Arrays.copyOf(frames, own));
    }
}
