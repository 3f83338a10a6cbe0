package codemm;

/** What the generated bridge offers for a signature: it names the learner's classes and types. */
public interface CodemmCalls {
    /** Calls the function, or constructs the object, with native arguments. */
    Object main(Object[] args) throws Throwable;

    /** Calls a method of an object that {@link #main} constructed. */
    Object method(String name, Object target, Object[] args) throws Throwable;
}
