package winnow.app.ui.measure;

import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.LongConsumer;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import winnow.app.ui.command.Command;
import winnow.app.ui.command.Command.Group;
import winnow.app.ui.desk.Desk;
import winnow.app.ui.desk.Screen;
import winnow.app.ui.part.CommandButton;
import winnow.viewer.text.Words;

/** Measure screen: faults that are planted and found, and published benchmarks. */
public final class MeasureView extends BorderPane implements Screen {

    private final MeasureViewModel model;
    private final Words words;
    private final PlantForm plantForm;
    private final PlantPane plantPane;
    private final BenchForm benchForm;
    private final BenchPane benchPane;
    private final BooleanProperty planting = new SimpleBooleanProperty(true);
    private final Command plant;
    private final Command judge;
    private final Command read;
    private final List<Command> commands;
    private final ToggleButton plantTab = new ToggleButton();
    private final ToggleButton benchTab = new ToggleButton();

    /**
     * A view of {@code model}.
     *
     * @param open shows a record in the review
     * @param compare shows records of a dataset as pairs
     */
    public MeasureView(MeasureViewModel model, Desk desk, LongConsumer open, BiConsumer<Long, Set<Long>> compare) {
        this.model = model;
        this.words = desk.words();
        setId("measure-screen");
        this.plantForm = new PlantForm(model, words);
        this.plantPane = new PlantPane(model, words, missed -> open.accept(missed.record()));
        this.benchForm = new BenchForm(model, desk);
        this.benchPane = new BenchPane(model, words, compare::accept);
        BooleanBinding plantable = planting.and(plantForm.possible());
        BooleanBinding judgeable = planting.not().and(benchForm.possible());
        this.plant = quiet("plant", words.tr("Plant, score, report"), plantable, plantForm::start);
        this.judge = quiet("bench", words.tr("Judge the data"), judgeable, benchForm::judge);
        this.read = quiet("bench-read", words.tr("Read saved results"), judgeable, benchForm::read);
        Command go = Command.of("go-measure", words.tr("Measure"), Group.EVERYWHERE, "Mod+Enter", this::go)
                .when(plantable.or(judgeable));
        Command missed = Command.of(
                        "open-missed", words.tr("Open the sample"), Group.MOVE, "Enter", plantPane::openMissed)
                .when(planting);
        this.commands = List.of(go, plant, judge, read, missed, benchPane.compare());
        setTop(tabs());
        planting.addListener((property, before, now) -> show());
        show();
    }

    /** A command that is reached by its button. */
    private static Command quiet(String id, String text, BooleanBinding possible, Runnable action) {
        return new Command(id, text, Group.EVERYWHERE, List.of(), possible, false, action);
    }

    private void go() {
        (planting.get() ? plant : judge).action().run();
    }

    private HBox tabs() {
        ToggleGroup group = new ToggleGroup();
        plantTab.setText(words.tr("Plant and find"));
        plantTab.setId("tab-plant");
        benchTab.setText(words.tr("Benchmarks"));
        benchTab.setId("tab-bench");
        for (ToggleButton tab : List.of(plantTab, benchTab)) {
            tab.setToggleGroup(group);
            tab.setAccessibleText(tab.getText());
            tab.setOnAction(event -> {
                planting.set(tab.equals(plantTab));
                tab.setSelected(true);
            });
        }
        plantTab.setSelected(true);
        KeptBar kept = new KeptBar(model, words);
        kept.visibleProperty().bind(planting.and(model.foundProperty().isNotNull()));
        HBox.setHgrow(kept, Priority.ALWAYS);
        HBox tabs = new HBox(4, plantTab, benchTab, kept);
        tabs.setId("measure-tabs");
        tabs.getStyleClass().add("measure-tabs");
        return tabs;
    }

    private void show() {
        VBox form = new VBox(12, planting.get() ? plantForm : benchForm, problem());
        form.getStyleClass().add("screen-column");
        ScrollPane scroll = new ScrollPane(form);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().addAll("edge-to-edge", "screen-scroll");
        VBox.setVgrow(scroll, Priority.ALWAYS);
        VBox foot = new VBox(8);
        foot.getStyleClass().add("form-foot");
        for (Command each : planting.get() ? List.of(plant) : List.of(judge, read)) {
            Button button = new CommandButton(each);
            button.setMaxWidth(Double.MAX_VALUE);
            foot.getChildren().add(button);
        }
        foot.getChildren().get(0).getStyleClass().add("accent");
        VBox left = new VBox(scroll, foot);
        left.getStyleClass().add("form-column");
        setLeft(left);
        setCenter(planting.get() ? plantPane : benchPane);
    }

    private Label problem() {
        Label label = new Label();
        label.setId("measure-problem");
        label.setWrapText(true);
        label.setMinHeight(USE_PREF_SIZE);
        label.getStyleClass().add("danger-text");
        label.textProperty().bind(model.problemProperty());
        return label;
    }

    @Override
    public String id() {
        return "measure";
    }

    @Override
    public String title() {
        return words.tr("Measure");
    }

    @Override
    public Node node() {
        return this;
    }

    @Override
    public List<Command> commands() {
        return commands;
    }

    @Override
    public List<String> hints() {
        return List.of("go-measure", "open-missed");
    }

    @Override
    public void entered() {
        (planting.get() ? plantTab : benchTab).requestFocus();
        model.refresh();
    }

    @Override
    public List<Node> panes() {
        return planting.get() ? List.of(plantForm, plantPane) : List.of(benchForm, benchPane);
    }
}
