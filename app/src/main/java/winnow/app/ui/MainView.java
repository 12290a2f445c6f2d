package winnow.app.ui;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import javafx.animation.PauseTransition;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.kordamp.ikonli.javafx.FontIcon;
import winnow.app.service.HubCache;
import winnow.app.service.KnownModel;
import winnow.app.ui.audit.AuditView;
import winnow.app.ui.audit.AuditViewModel;
import winnow.app.ui.command.Command;
import winnow.app.ui.command.Command.Group;
import winnow.app.ui.command.Commands;
import winnow.app.ui.compare.CompareView;
import winnow.app.ui.compare.CompareViewModel;
import winnow.app.ui.data.DataView;
import winnow.app.ui.data.DataViewModel;
import winnow.app.ui.desk.Desk;
import winnow.app.ui.desk.Screen;
import winnow.app.ui.export.ExportView;
import winnow.app.ui.export.ExportViewModel;
import winnow.app.ui.job.FailedSamples;
import winnow.app.ui.job.JobPill;
import winnow.app.ui.job.LongJob;
import winnow.app.ui.measure.MeasureView;
import winnow.app.ui.measure.MeasureViewModel;
import winnow.app.ui.model.ModelsView;
import winnow.app.ui.model.ModelsViewModel;
import winnow.app.ui.overview.OverviewView;
import winnow.app.ui.overview.OverviewViewModel;
import winnow.app.ui.part.CommandButton;
import winnow.app.ui.part.Panes;
import winnow.app.ui.ranking.ChosenRanking;
import winnow.app.ui.review.Decoders;
import winnow.app.ui.review.ReviewView;
import winnow.app.ui.review.ReviewViewModel;
import winnow.app.ui.review.ReviewWays;
import winnow.app.ui.review.SavedViews;
import winnow.app.ui.threshold.ThresholdView;
import winnow.app.ui.threshold.ThresholdViewModel;
import winnow.app.ui.train.TrainView;
import winnow.app.ui.train.TrainViewModel;
import winnow.store.data.Audit;
import winnow.store.data.Verdict;
import winnow.store.media.Stills;
import winnow.store.media.Videos;
import winnow.viewer.media.Pictures;
import winnow.viewer.text.Words;

/** An open workspace: rail, top bar, the screen that is shown, status bar. */
final class MainView extends BorderPane {

    /** Every screen keeps its digit, also while others are not there yet. */
    private static final List<String> PLACES =
            List.of("data", "overview", "review", "threshold", "compare", "export", "models", "train", "measure");

    private static final Duration PLACE_AFTER = Duration.seconds(1);

    private final Desk desk;
    private final Words words;
    private final Commands commands;
    private final Frame frame;
    private final ReviewViewModel review;
    private final DataViewModel data;
    private final OverviewViewModel overview;
    private final ExportViewModel export;
    private final SavedViews views;
    private final ThresholdViewModel threshold;
    private final AuditViewModel audit;
    private final CompareViewModel compare;
    private final FailedSamples failed;
    private final List<Screen> screens;
    private final DataView dataView;
    private final Rail rail;
    private final TopBar top;
    private final StatusBar status;
    private final StackPane content = new StackPane();
    private Optional<Screen> shown = Optional.empty();
    private final PauseTransition settled = new PauseTransition(PLACE_AFTER);

    /**
     * What the window does for the frame.
     *
     * @param jobs long jobs, for the pill
     * @param toggleJobs opens or closes the pane of jobs
     * @param problems says problems in one sentence
     * @param remember keeps the place in the queue
     * @param leave closes the workspace
     * @param changed tells the frame that is shown then, which may be another one, that samples or scores were added
     * @param below commands at the foot of the rail
     * @param palette opens the list of commands
     */
    record Frame(
            javafx.collections.ObservableList<LongJob> jobs,
            Runnable toggleJobs,
            Problems problems,
            Remember remember,
            Runnable leave,
            Runnable changed,
            List<Command> below,
            Command palette) {}

    MainView(Desk desk, Commands commands, Frame frame) {
        this.desk = desk;
        this.words = desk.words();
        this.commands = commands;
        this.frame = frame;
        Stills stills = new Stills();
        Decoders decoders = new Decoders(file -> Pictures.of(stills.decode(file)), new Videos());
        ChosenRanking ranking = new ChosenRanking();
        this.review = new ReviewViewModel(desk.session(), desk.jobs(), desk.annotator(), decoders, ranking);
        this.views = new SavedViews(desk.session(), desk.jobs(), desk.annotator());
        this.data = new DataViewModel(desk.session(), desk.jobs(), words, this::decideOn, frame.changed());
        this.export = new ExportViewModel(
                desk.session(), desk.jobs(), words, desk.annotator(), () -> review.open(review.selected()));
        this.overview = new OverviewViewModel(desk.session(), desk.jobs(), ranking, this::reviewFound);
        this.threshold = new ThresholdViewModel(
                desk.session(), desk.jobs(), desk.annotator(), ranking, () -> review.open(review.selected()));
        this.audit = new AuditViewModel(desk.session(), desk.jobs(), desk.annotator(), decoders);
        this.compare = new CompareViewModel(
                desk.session(), desk.jobs(), desk.annotator(), decoders, step -> review.open(review.selected()));
        this.failed = new FailedSamples(desk.session(), desk.jobs(), words, frame.changed());
        this.dataView = new DataView(data, desk, new DataView.Ways(() -> show("review"), review::undo, review::redo));
        ModelsViewModel models =
                new ModelsViewModel(desk.session(), HubCache.of(System.getenv()), desk.jobs(), words, frame.changed());
        this.screens = screens(ranking, models);
        screens.forEach(screen -> commands.know(screen.title(), screen.commands()));
        this.rail = new Rail(commands.bound(wayTo(screens)), commands.bound(frame.below()));
        this.top = topBar();
        badge(models);
        this.status = new StatusBar(words, frame.problems()::sentence, () -> commands.find("undo"));
        commands.addToFrame(wayTo(screens));
        commands.addToFrame(everywhere());
        arrange();
    }

    private void arrange() {
        setLeft(rail);
        setCenter(middle());
        setBottom(status);
        follow();
    }

    private List<Screen> screens(ChosenRanking ranking, ModelsViewModel models) {
        ReviewWays ways = new ReviewWays(() -> show("data"), () -> show("export"), this::clearSearch);
        return List.of(
                dataView,
                new OverviewView(overview, ranking, desk, () -> show("review")),
                new ReviewView(review, desk, ways),
                new ThresholdView(
                        threshold, ranking, desk, new ThresholdView.Ways(this::judge, review::undo, review::redo)),
                new AuditView(audit, desk, () -> show("threshold")),
                new CompareView(compare, desk, () -> show("data")),
                new ExportView(export, desk),
                new ModelsView(models, desk),
                new TrainView(new TrainViewModel(desk.session(), desk.jobs(), words, models::addAndTest), desk),
                new MeasureView(
                        new MeasureViewModel(desk.session(), desk.jobs(), words),
                        desk,
                        record -> reviewFound("record:" + record),
                        this::comparePairs));
    }

    private TopBar topBar() {
        return new TopBar(
                String.valueOf(desk.session().file().getFileName()),
                review,
                words,
                desk.annotator(),
                new TopBar.Parts(
                        new JobPill(frame.jobs(), words, frame.toggleJobs()),
                        new CommandButton(
                                commands.bound(List.of(frame.palette())).get(0)),
                        frame.leave(),
                        views),
                () -> show("review"));
    }

    /** Shows a screen. */
    void show(String id) {
        Screen screen = screens.stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no screen " + id));
        shown = Optional.of(screen);
        content.getChildren().setAll(screen.node());
        rail.mark(screen.place());
        top.at(screen.title());
        commands.setScreen(screen.commands());
        status.hint(screen.hints().stream()
                .map(commands::find)
                .flatMap(Optional::stream)
                .toList());
        screen.entered();
    }

    /** Loads everything, beginning with a sample; -1 for the first undecided. */
    void load(long startAt) {
        review.open(startAt);
        data.refresh();
        failed.refresh();
        views.refresh();
    }

    /** Puts files on the list of what is imported next, and shows it. */
    void bringIn(List<java.nio.file.Path> files) {
        show("data");
        data.imports().choose(files);
    }

    /** The samples the latest run could not score. */
    FailedSamples failed() {
        return failed;
    }

    /** Reads everything again after samples or scores were added. */
    void samplesChanged() {
        review.open(review.selected());
        data.refresh();
        failed.refresh();
        if (screen().equals("compare")) {
            compare.open();
        } else if (screen().equals("overview")) {
            overview.refresh();
        } else if (screen().equals("threshold")) {
            threshold.refresh();
        }
    }

    /** Id of the screen that is shown. */
    String screen() {
        return shown.map(Screen::place).orElse("review");
    }

    /** Number of the sample the reviewer stands on; -1 for none. */
    long place() {
        return review.selected();
    }

    /** Keeps the place in the queue now. */
    void keepPlace() {
        settled.stop();
        if (review.selected() >= 0) {
            frame.remember().place(desk.session().file(), review.selected());
        }
    }

    private void nextPane(int by) {
        List<Node> panes = new java.util.ArrayList<>(List.of(top.field()));
        shown.ifPresent(screen -> panes.addAll(screen.panes()));
        panes.add(status);
        new Panes(panes).go(by);
    }

    /** Decisions on groups of the data screen stand in the line of acts of the review, and are undone there. */
    private void decideOn(List<Long> samples, Verdict verdict, Optional<String> reason, Optional<String> note) {
        review.remarks().decideOn(samples, verdict, reason, note);
    }

    private void reviewFound(String query) {
        show("review");
        top.find(query);
    }

    private void comparePairs(long datasetId, Set<Long> records) {
        compare.choose(datasetId, records);
        show("compare");
    }

    private void judge(Audit of) {
        audit.open(of);
        show("audit");
    }

    private void clearSearch() {
        top.clear();
    }

    private List<Command> wayTo(List<Screen> all) {
        List<Command> ways = new java.util.ArrayList<>();
        for (Screen screen :
                all.stream().filter(each -> PLACES.contains(each.id())).toList()) {
            ways.add(Command.of(
                    "rail-" + screen.id(),
                    screen.title(),
                    Group.EVERYWHERE,
                    "Mod+" + (PLACES.indexOf(screen.id()) + 1),
                    () -> {
                        show(screen.id());
                    }));
        }
        return ways;
    }

    private List<Command> everywhere() {
        return List.of(
                Command.of("next-pane", words.tr("Next pane"), Group.MOVE, "F6", () -> nextPane(1)),
                Command.of("pane-before", words.tr("Pane before"), Group.UNLISTED, "Shift+F6", () -> nextPane(-1)),
                Command.of("focus-search", words.tr("Search"), Group.EVERYWHERE, "/", top::search),
                Command.of("bring-in", words.tr("Bring in data"), Group.UNLISTED, "Mod+I", () -> {
                    show("data");
                    dataView.chooseFiles();
                }),
                Command.of("to-export-screen", words.tr("Export"), Group.UNLISTED, "Mod+E", () -> show("export")));
    }

    private void badge(ModelsViewModel models) {
        models.models().addListener((ListChangeListener<KnownModel>) change -> rail.badge(
                "models",
                models.models().stream().anyMatch(model -> model.state() == KnownModel.State.FAILED),
                words.tr("a self-test failed")));
        models.refresh();
    }

    private Node middle() {
        BorderPane middle = new BorderPane(content);
        middle.setTop(new VBox(top, top.problem(), warningLine()));
        return middle;
    }

    private Node warningLine() {
        Label line =
                new Label(words.tr("Scores of an untrained model mean nothing."), new FontIcon("fth-alert-triangle"));
        line.setId("warning-line");
        line.getStyleClass().add("warning-line");
        line.setMaxWidth(Double.MAX_VALUE);
        BooleanBinding untrained = Bindings.createBooleanBinding(
                () -> {
                    var loaded = review.now().loadedProperty().get();
                    return loaded != null
                            && loaded.run().isPresent()
                            && !loaded.run().get().trained();
                },
                review.now().loadedProperty());
        line.visibleProperty().bind(untrained);
        line.managedProperty().bind(untrained);
        return line;
    }

    private void follow() {
        status.follow(
                review.now().lastProperty(),
                review.now().writingProperty(),
                review.now().troubleProperty());
        status.follow(
                compare.now().lastProperty(),
                compare.now().writingProperty(),
                compare.now().troubleProperty());
        review.now().lastProperty().addListener((property, before, step) -> {
            if (screen().equals("threshold")) {
                threshold.count(); // something was taken back here
            } else if (screen().equals("data")) {
                data.ledger().recount();
            }
        });
        settled.setOnFinished(event -> keepPlace());
        review.now().indexProperty().addListener((property, before, index) -> settled.playFromStart());
    }
}
