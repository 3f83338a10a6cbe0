import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/**
 * Compiles what comes from standard input, in memory, until it ends. It reads no files but the
 * platform's classes and writes none. A job is its options, sources and classes to compile against;
 * the answer is an exit code as javac's, what javac would print, and classes. Numbers are big-endian
 * ints; names and contents follow their length.
 */
public final class CompilerServer {
    private static final int OK = 0, ERRORS = 1, CRASHED = 3, READY = 7;
    private static final int WARM_UPS = 12;
    private static final String SAMPLE =
            "import java.util.*; class Sample { int[] seen = {1, 2};"
                    + " static <T extends Comparable<T>> T top(List<T> all) {"
                    + " T best = null; for (T one : all) { if (best == null"
                    + " || one.compareTo(best) > 0) best = one; } return best; }"
                    + " String text(int n) { StringBuilder made = new StringBuilder();"
                    + " for (int i = 0; i < n; i++) { made.append(i).append(\", \" + i); }"
                    + " Map<String, List<Integer>> map = new HashMap<>();"
                    + " map.computeIfAbsent(\"a\", k -> new ArrayList<>()).add(n);"
                    + " switch (n) { case 1: return \"one\"; default: break; }"
                    + " return map.values().stream().map(List::size).toString() + made; } }";

    private final JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    private final StandardJavaFileManager platform =
            compiler.getStandardFileManager(null, Locale.ENGLISH, StandardCharsets.UTF_8);

    public static void main(String[] args) throws Exception {
        DataInputStream in = new DataInputStream(new BufferedInputStream(System.in));
        OutputStream out = new FileOutputStream(FileDescriptor.out);
        System.setOut(System.err);
        System.setIn(new ByteArrayInputStream(new byte[0]));
        CompilerServer server = new CompilerServer();
        for (int i = 0; i < WARM_UPS; i++) {
            server.sample(i);
        }
        out.write(READY);
        while (server.serve(in, out)) {
            out.flush();
        }
    }

    private void sample(int number) throws Exception {
        Map<String, byte[]> sources = new TreeMap<>();
        String text = number % 3 == 2 ? SAMPLE.replace("one.", "two.") : SAMPLE;
        sources.put("Sample.java", text.getBytes(StandardCharsets.UTF_8));
        List<String> options = List.of("-proc:none", "-nowarn", "-Xlint:none");
        answer(options, new Memory(platform, sources, new TreeMap<>()));
    }

    private boolean serve(DataInputStream in, OutputStream out) throws Exception {
        List<String> options = new ArrayList<>();
        Map<String, byte[]> sources, classes;
        try {
            for (int left = in.readInt(); left > 0; left--) {
                options.add(new String(bytes(in), StandardCharsets.UTF_8));
            }
            sources = files(in);
            classes = files(in);
        } catch (EOFException end) {
            return false;
        }
        out.write(answer(options, new Memory(platform, sources, classes)));
        return true;
    }

    /** Compiles on a thread of its own, whose stack may overflow. */
    private byte[] answer(List<String> options, Memory memory) throws Exception {
        StringWriter said = new StringWriter();
        int[] code = {CRASHED};
        Thread work = new Thread(() -> {
            try {
                code[0] = compiler.getTask(said, memory, null, options, null, memory.units()).call()
                        ? OK : ERRORS;
            } catch (Throwable crash) {
                said.write(crash + "\n");
            }
        });
        work.setUncaughtExceptionHandler((thread, crash) -> { });
        work.start();
        work.join();
        return reply(code[0], said.toString(), code[0] == OK ? memory.made : new TreeMap<>());
    }

    private static byte[] reply(int code, String said, Map<String, ByteArrayOutputStream> made)
            throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream data = new DataOutputStream(bytes);
        data.writeInt(0);
        data.writeInt(code);
        write(data, said.getBytes(StandardCharsets.UTF_8));
        data.writeInt(made.size());
        for (Map.Entry<String, ByteArrayOutputStream> one : made.entrySet()) {
            write(data, one.getKey().getBytes(StandardCharsets.UTF_8));
            write(data, one.getValue().toByteArray());
        }
        byte[] all = bytes.toByteArray();
        int size = all.length - 4;
        for (int i = 0; i < 4; i++) {
            all[i] = (byte) (size >>> (24 - 8 * i));
        }
        return all;
    }

    private static void write(DataOutputStream data, byte[] content) throws IOException {
        data.writeInt(content.length);
        data.write(content);
    }

    private static Map<String, byte[]> files(DataInputStream in) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            String name = new String(bytes(in), StandardCharsets.UTF_8);
            files.put(name, bytes(in));
        }
        return files;
    }

    private static byte[] bytes(DataInputStream in) throws IOException {
        byte[] content = new byte[in.readInt()];
        in.readFully(content);
        return content;
    }

    /** A file that exists only here. */
    private static final class Held extends SimpleJavaFileObject {
        private final String name;
        private final byte[] content;

        Held(String name, Kind kind, byte[] content) {
            super(URI.create("held:///" + name), kind);
            this.name = name;
            this.content = content;
        }

        @Override
        public String getName() {
            return name;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return new String(content, StandardCharsets.UTF_8);
        }

        @Override
        public InputStream openInputStream() {
            return new ByteArrayInputStream(content);
        }
    }

    /** The files of one job; everything else is the platform's. */
    private static final class Memory extends ForwardingJavaFileManager<StandardJavaFileManager> {
        private static final String CLASS = ".class";
        private final Map<String, byte[]> sources, classes;
        private final Map<String, ByteArrayOutputStream> made = new TreeMap<>();

        Memory(
                StandardJavaFileManager platform,
                Map<String, byte[]> sources,
                Map<String, byte[]> classes) {
            super(platform);
            this.sources = sources;
            this.classes = classes;
        }

        List<JavaFileObject> units() {
            List<JavaFileObject> units = new ArrayList<>();
            sources.forEach((name, text) ->
                    units.add(new Held(name, JavaFileObject.Kind.SOURCE, text)));
            return units;
        }

        @Override
        public Iterable<JavaFileObject> list(
                Location location, String packageName, Set<JavaFileObject.Kind> kinds, boolean deep)
                throws IOException {
            if (!location.isModuleOrientedLocation() && !isPlatform(location)) {
                return location == StandardLocation.CLASS_PATH
                                && kinds.contains(JavaFileObject.Kind.CLASS)
                        ? held(packageName, deep)
                        : List.of();
            }
            return super.list(location, packageName, kinds, deep);
        }

        private static boolean isPlatform(Location location) {
            return !(location instanceof StandardLocation)
                    || location == StandardLocation.PLATFORM_CLASS_PATH;
        }

        private List<JavaFileObject> held(String packageName, boolean deep) {
            String folder = packageName.isEmpty() ? "" : packageName.replace('.', '/') + "/";
            List<JavaFileObject> found = new ArrayList<>();
            classes.forEach((name, content) -> {
                boolean inside = name.startsWith(folder) && name.endsWith(CLASS);
                if (inside && (deep || name.indexOf('/', folder.length()) < 0)) {
                    found.add(new Held(name, JavaFileObject.Kind.CLASS, content));
                }
            });
            return found;
        }

        @Override
        public String inferBinaryName(Location location, JavaFileObject file) {
            if (!(file instanceof Held)) {
                return super.inferBinaryName(location, file);
            }
            String name = file.getName();
            return name.substring(0, name.length() - CLASS.length()).replace('/', '.');
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
            String name = className.replace('.', '/') + kind.extension;
            return new SimpleJavaFileObject(URI.create("made:///" + name), kind) {
                @Override
                public OutputStream openOutputStream() {
                    ByteArrayOutputStream content = new ByteArrayOutputStream();
                    made.put(name, content);
                    return content;
                }
            };
        }

        @Override
        public boolean hasLocation(Location location) {
            return location == StandardLocation.CLASS_PATH
                    || location == StandardLocation.CLASS_OUTPUT
                    || super.hasLocation(location);
        }

        @Override
        public boolean isSameFile(FileObject one, FileObject other) {
            return one.toUri().equals(other.toUri());
        }

        @Override
        public boolean contains(Location location, FileObject file) throws IOException {
            return !(file instanceof Held) && super.contains(location, file);
        }
    }
}
