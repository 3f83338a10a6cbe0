import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Inside the sandbox: compiles many programs one after another, which one JVM does much faster than
 * one each. The file named first holds javac's options, then folders, each with the sources whose
 * classes go there: first the harness, then every program in a folder named by its number. Numbers
 * are big-endian ints, texts follow their length. What is refused is told on standard output, see
 * crowd.py. No program is run here.
 */
final class CodemmCompile {
    private static final int MOST_TOLD = 16 << 10;

    private final JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    private final StandardJavaFileManager files =
            compiler.getStandardFileManager(null, Locale.ENGLISH, StandardCharsets.UTF_8);
    private final List<String> options = new ArrayList<>();

    public static void main(String[] args) throws Exception {
        PrintStream told = System.out;
        System.setOut(System.err);
        CodemmCompile all = new CodemmCompile();
        try (InputStream file = Files.newInputStream(Path.of(args[0]))) {
            DataInputStream in = new DataInputStream(new BufferedInputStream(file));
            for (int left = in.readInt(); left > 0; left--) {
                all.options.add(new String(bytes(in), StandardCharsets.UTF_8));
            }
            if (!all.folder(in).isEmpty()) {
                System.exit(1);
            }
            for (int left = in.readInt(); left > 0; left--) {
                told.print(all.folder(in));
            }
        }
        told.flush();
    }

    /** Compiles into one folder; returns nothing, or the line that tells of a refusal. */
    private String folder(DataInputStream in) throws Exception {
        Path folder = Path.of(new String(bytes(in), StandardCharsets.UTF_8));
        List<JavaFileObject> units = new ArrayList<>();
        boolean readable = true;
        for (int left = in.readInt(); left > 0; left--) {
            String name = new String(bytes(in), StandardCharsets.UTF_8);
            byte[] content = bytes(in);
            try {
                units.add(new Held(name, content));
            } catch (CharacterCodingException error) {
                readable = false;
            }
        }
        Files.createDirectories(folder);
        String words = readable ? compiled(folder, units) : "";
        if (words == null) {
            return "";
        }
        byte[] said = words.getBytes(StandardCharsets.UTF_8);
        int size = Math.min(said.length, MOST_TOLD);
        String text = Base64.getEncoder().encodeToString(java.util.Arrays.copyOf(said, size));
        return folder.getFileName() + " " + text + "\n";
    }

    /** Returns null where javac accepts, its words where it refuses, nothing where it gives up. */
    private String compiled(Path folder, List<JavaFileObject> units) throws InterruptedException {
        List<String> all = new ArrayList<>(options);
        all.addAll(List.of("-d", folder.toString()));
        AtomicReference<String> words = new AtomicReference<>("");
        Thread work = new Thread(() -> {  // its stack may overflow
            java.io.StringWriter said = new java.io.StringWriter();
            boolean ok = compiler.getTask(said, files, null, all, null, units).call();
            String text = said.toString();
            words.set(ok ? null : text.matches("(?s).*\\b\\d+ errors?\\s*(\\d+ warnings?\\s*)?") ? text : "");
        });
        work.setUncaughtExceptionHandler((thread, crash) -> {});
        work.start();
        work.join();
        return words.get();
    }

    private static byte[] bytes(DataInputStream in) throws IOException {
        byte[] content = new byte[in.readInt()];
        in.readFully(content);
        return content;
    }

    /** A source that lies in no file of its own. */
    private static final class Held extends SimpleJavaFileObject {
        private final String name;
        private final String text;

        Held(String name, byte[] content) throws CharacterCodingException {
            super(URI.create("held:///" + name), Kind.SOURCE);
            this.name = name;
            this.text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
        }

        @Override
        public String getName() {
            return name;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
