package winnow.store.parquet;

/** Says what is wrong with the columns of a file: the end of a sentence that starts with its name. */
final class SchemaException extends Exception {

    private static final long serialVersionUID = 1;

    SchemaException(String what) {
        super(what);
    }
}
