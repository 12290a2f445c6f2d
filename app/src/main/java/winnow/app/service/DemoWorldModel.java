package winnow.app.service;

import winnow.scoring.ModelInfo;

/** The model that was trained on what {@code demo-world} makes. */
public final class DemoWorldModel {

    /** What its config.json calls it. */
    public static final String NAME = "Winnow demo world";

    /** What it must not be used for. */
    public static final String LIMITS =
            "This model has only ever seen the demo world: its scores of any other data mean nothing.";

    private DemoWorldModel() {}

    /** Whether a model is this one. */
    public static boolean is(ModelInfo model) {
        return model.name().equals(NAME);
    }
}
