# The stack of `bidi-client endpoint deploy`, for those who keep everything in Terraform. The
# CloudFormation template is the master: a test holds this to the same resources and values.
#
# Two things differ. Terraform cannot delete itself: at delete_at a schedule deletes the endpoint,
# which is what costs money, and `terraform destroy` takes the rest. And an update sets the number
# of instances back to min_instances, where CloudFormation keeps the live ones.

terraform {
  required_version = ">= 1.5"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.90"
    }
  }
}

data "aws_caller_identity" "current" {}

data "aws_partition" "current" {}

data "aws_region" "current" {}

locals {
  account   = data.aws_caller_identity.current.account_id
  partition = data.aws_partition.current.partition
  region    = data.aws_region.current.name
  from_s3   = var.model_bucket != ""
  ends      = var.delete_at != ""
  scaled    = var.scaling == "on"
  log_group = "arn:${local.partition}:logs:${local.region}:${local.account}:log-group:/aws/sagemaker/Endpoints/${var.endpoint_name}"
  registry  = split(".", var.image_uri)
  alarmed   = var.alarm_topic_arn == "" ? [] : [var.alarm_topic_arn]

  host_image = {
    "12" = "al2-ami-sagemaker-inference-gpu-3-1"
    "13" = "al2023-ami-sagemaker-inference-gpu-4-1"
  }

  environment = {
    SM_VLLM_MODEL                  = local.from_s3 ? "/opt/ml/model" : var.model_id
    SM_VLLM_SERVED_MODEL_NAME      = var.model_id
    SM_VLLM_MAX_MODEL_LEN          = var.max_model_len
    SM_VLLM_MAX_NUM_SEQS           = var.max_num_seqs
    SM_VLLM_GPU_MEMORY_UTILIZATION = var.gpu_memory_utilization
    BIDI_VARIABLES                 = var.variables
    HF_TOKEN                       = var.hub_token
  }

  dimensions = {
    EndpointName = aws_sagemaker_endpoint.endpoint.name
    VariantName  = "primary"
  }
}

# CloudFormation: Role

resource "aws_iam_role" "role" {
  name_prefix = "bidi-"
  description = "Runs the container of the endpoint ${var.endpoint_name}"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "sagemaker.amazonaws.com" }
      Action    = "sts:AssumeRole"
      Condition = { StringEquals = { "aws:SourceAccount" = local.account } }
    }]
  })
}

resource "aws_iam_role_policy" "container" {
  name = "container"
  role = aws_iam_role.role.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = concat(
      [
        {
          Sid      = "PullImage"
          Effect   = "Allow"
          Action   = ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]
          Resource = "arn:${local.partition}:ecr:${local.registry[3]}:${local.registry[0]}:repository/${coalesce(var.image_repository, "*")}"
        },
        {
          Sid      = "LogIntoRegistry"
          Effect   = "Allow"
          Action   = ["ecr:GetAuthorizationToken"]
          Resource = "*"
        },
        {
          Sid      = "WriteLog"
          Effect   = "Allow"
          Action   = ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"]
          Resource = [local.log_group, "${local.log_group}:*"]
        },
        {
          Sid       = "PutMetrics"
          Effect    = "Allow"
          Action    = ["cloudwatch:PutMetricData"]
          Resource  = "*"
          Condition = { StringEquals = { "cloudwatch:namespace" = ["AWS/SageMaker", "/aws/sagemaker/Endpoints"] } }
        },
      ],
      local.from_s3 ? [
        {
          Sid       = "ListModel"
          Effect    = "Allow"
          Action    = ["s3:ListBucket"]
          Resource  = "arn:${local.partition}:s3:::${var.model_bucket}"
          Condition = { StringLike = { "s3:prefix" = "${var.model_prefix}*" } }
        },
        {
          Sid      = "ReadModel"
          Effect   = "Allow"
          Action   = ["s3:GetObject"]
          Resource = "arn:${local.partition}:s3:::${var.model_bucket}/${var.model_prefix}*"
        },
      ] : [],
      var.model_key == "" ? [] : [
        {
          Sid      = "DecryptModel"
          Effect   = "Allow"
          Action   = ["kms:Decrypt"]
          Resource = var.model_key
        },
      ],
      length(var.subnet_ids) == 0 ? [] : [
        {
          Sid       = "JoinVpc"
          Effect    = "Allow"
          Action    = ["ec2:CreateNetworkInterface", "ec2:CreateNetworkInterfacePermission", "ec2:DeleteNetworkInterface", "ec2:DeleteNetworkInterfacePermission", "ec2:DescribeDhcpOptions", "ec2:DescribeNetworkInterfaces", "ec2:DescribeSecurityGroups", "ec2:DescribeSubnets", "ec2:DescribeVpcs"]
          Resource  = "*"
          Condition = { StringEquals = { "aws:RequestedRegion" = local.region } }
        },
      ],
    )
  })
}

# CloudFormation: Model

resource "aws_sagemaker_model" "model" {
  execution_role_arn       = aws_iam_role.role.arn
  enable_network_isolation = var.network_isolation == "on"

  primary_container {
    image       = var.image_uri
    environment = { for name, value in local.environment : name => value if value != "" }

    dynamic "model_data_source" {
      for_each = local.from_s3 ? [1] : []

      content {
        s3_data_source {
          s3_uri           = "s3://${var.model_bucket}/${var.model_prefix}"
          s3_data_type     = "S3Prefix"
          compression_type = "None"
        }
      }
    }
  }

  dynamic "vpc_config" {
    for_each = length(var.subnet_ids) == 0 ? [] : [1]

    content {
      subnets            = var.subnet_ids
      security_group_ids = var.security_group_ids
    }
  }

  depends_on = [aws_iam_role_policy.container]
}

# CloudFormation: EndpointConfig

resource "aws_sagemaker_endpoint_configuration" "endpoint_config" {
  name_prefix = "bidi-"
  kms_key_arn = var.volume_key == "" ? null : var.volume_key

  production_variants {
    variant_name                                      = "primary"
    model_name                                        = aws_sagemaker_model.model.name
    instance_type                                     = var.instance_type
    initial_instance_count                            = var.min_instances
    initial_variant_weight                            = 1
    inference_ami_version                             = local.host_image[var.cuda]
    container_startup_health_check_timeout_in_seconds = var.startup_seconds
    model_data_download_timeout_in_seconds            = var.download_seconds

    routing_config {
      routing_strategy = "LEAST_OUTSTANDING_REQUESTS"
    }
  }

  lifecycle {
    create_before_destroy = true
  }
}

# CloudFormation: Endpoint

resource "aws_sagemaker_endpoint" "endpoint" {
  name                 = var.endpoint_name
  endpoint_config_name = aws_sagemaker_endpoint_configuration.endpoint_config.name
}

# CloudFormation: ScalableTarget

resource "aws_appautoscaling_target" "scalable_target" {
  count              = local.scaled ? 1 : 0
  service_namespace  = "sagemaker"
  scalable_dimension = "sagemaker:variant:DesiredInstanceCount"
  resource_id        = "endpoint/${aws_sagemaker_endpoint.endpoint.name}/variant/primary"
  min_capacity       = var.min_instances
  max_capacity       = var.max_instances
}

# CloudFormation: ScalingPolicy

resource "aws_appautoscaling_policy" "scaling_policy" {
  count              = local.scaled ? 1 : 0
  name               = "${var.endpoint_name}-streams"
  policy_type        = "TargetTrackingScaling"
  service_namespace  = aws_appautoscaling_target.scalable_target[0].service_namespace
  scalable_dimension = aws_appautoscaling_target.scalable_target[0].scalable_dimension
  resource_id        = aws_appautoscaling_target.scalable_target[0].resource_id

  target_tracking_scaling_policy_configuration {
    target_value       = var.streams_per_instance
    scale_out_cooldown = 60
    scale_in_cooldown  = 600

    predefined_metric_specification {
      predefined_metric_type = "SageMakerVariantConcurrentRequestsPerModelHighResolution"
    }
  }
}

# CloudFormation: BrokenStreamsAlarm

resource "aws_cloudwatch_metric_alarm" "broken_streams_alarm" {
  alarm_name          = "${var.endpoint_name}-broken-streams"
  alarm_description   = "Streams of ${var.endpoint_name} break in the middle: read /aws/sagemaker/Endpoints/${var.endpoint_name}."
  namespace           = "AWS/SageMaker"
  metric_name         = "MidStreamErrors"
  dimensions          = local.dimensions
  statistic           = "Sum"
  period              = 300
  evaluation_periods  = 1
  threshold           = 3
  comparison_operator = "GreaterThanOrEqualToThreshold"
  treat_missing_data  = "notBreaching"
  alarm_actions       = local.alarmed
}

# CloudFormation: RefusedStreamsAlarm

resource "aws_cloudwatch_metric_alarm" "refused_streams_alarm" {
  alarm_name          = "${var.endpoint_name}-refused-streams"
  alarm_description   = "The container of ${var.endpoint_name} refuses streams: read /aws/sagemaker/Endpoints/${var.endpoint_name}."
  namespace           = "AWS/SageMaker"
  metric_name         = "InvocationModelErrors"
  dimensions          = local.dimensions
  statistic           = "Sum"
  period              = 300
  evaluation_periods  = 1
  threshold           = 3
  comparison_operator = "GreaterThanOrEqualToThreshold"
  treat_missing_data  = "notBreaching"
  alarm_actions       = local.alarmed
}

# CloudFormation: QueueAlarm

resource "aws_cloudwatch_metric_alarm" "queue_alarm" {
  alarm_name          = "${var.endpoint_name}-queue"
  alarm_description   = "An instance of ${var.endpoint_name} has more streams than it transcribes at once (${var.max_num_seqs}): the others wait unheard, raise max_instances."
  namespace           = "AWS/SageMaker"
  metric_name         = "ConcurrentRequestsPerModel"
  dimensions          = local.dimensions
  statistic           = "Maximum"
  period              = 60
  evaluation_periods  = 3
  datapoints_to_alarm = 2
  threshold           = var.max_num_seqs
  comparison_operator = "GreaterThanThreshold"
  treat_missing_data  = "notBreaching"
  alarm_actions       = local.alarmed
}

# CloudFormation: IdleAlarm

resource "aws_cloudwatch_metric_alarm" "idle_alarm" {
  alarm_name          = "${var.endpoint_name}-idle"
  alarm_description   = "No stream for ${var.idle_hours} h: ${var.endpoint_name} is billed for nothing. End it with: terraform destroy"
  namespace           = "AWS/SageMaker"
  metric_name         = "ConcurrentRequestsPerModel"
  dimensions          = local.dimensions
  statistic           = "Maximum"
  period              = 3600
  evaluation_periods  = var.idle_hours
  threshold           = 1
  comparison_operator = "LessThanThreshold"
  treat_missing_data  = "breaching"
  alarm_actions       = local.alarmed
}

# CloudFormation: NoInstancesAlarm

resource "aws_cloudwatch_metric_alarm" "no_instances_alarm" {
  alarm_name          = "${var.endpoint_name}-no-instances"
  alarm_description   = "No instance of ${var.endpoint_name} reports: it serves nobody."
  namespace           = "/aws/sagemaker/Endpoints"
  metric_name         = "CPUUtilization"
  dimensions          = local.dimensions
  statistic           = "SampleCount"
  period              = 60
  evaluation_periods  = 5
  threshold           = 1
  comparison_operator = "LessThanThreshold"
  treat_missing_data  = "breaching"
  alarm_actions       = local.alarmed
}

# CloudFormation: Dashboard

resource "aws_cloudwatch_dashboard" "dashboard" {
  dashboard_name = "${var.endpoint_name}-${local.region}"

  dashboard_body = jsonencode({
    widgets = [
      for index, widget in [
        { title = "Live streams (maximum)", stat = "Maximum", metrics = ["ConcurrentRequestsPerModel"] },
        { title = "First chunk, microseconds", stat = "p90", metrics = ["FirstChunkLatency"] },
        { title = "Streams opened and errors", stat = "Sum", metrics = ["Invocations", "MidStreamErrors", "Invocation4XXErrors", "Invocation5XXErrors", "InvocationModelErrors"] },
        { title = "GPU, per cent", stat = "Maximum", metrics = ["GPUUtilization", "GPUMemoryUtilization"] },
        ] : {
        type   = "metric"
        x      = 12 * (index % 2)
        y      = 6 * floor(index / 2)
        width  = 12
        height = 6
        properties = {
          title  = widget.title
          region = local.region
          stat   = widget.stat
          period = 60
          metrics = [
            for name in widget.metrics :
            [startswith(name, "GPU") ? "/aws/sagemaker/Endpoints" : "AWS/SageMaker", name, "EndpointName", var.endpoint_name, "VariantName", "primary"]
          ]
        }
      }
    ]
  })
}

# CloudFormation: EndRole

resource "aws_iam_role" "end_role" {
  count       = local.ends ? 1 : 0
  name_prefix = "bidi-end-"
  description = "Deletes the endpoint ${var.endpoint_name} at its end"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "scheduler.amazonaws.com" }
      Action    = "sts:AssumeRole"
      Condition = { StringEquals = { "aws:SourceAccount" = local.account } }
    }]
  })
}

resource "aws_iam_role_policy" "end" {
  count = local.ends ? 1 : 0
  name  = "end"
  role  = aws_iam_role.end_role[0].id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid      = "DeleteEndpoint"
      Effect   = "Allow"
      Action   = ["sagemaker:DeleteEndpoint"]
      Resource = aws_sagemaker_endpoint.endpoint.arn
    }]
  })
}

# CloudFormation: End

resource "aws_scheduler_schedule" "end" {
  count                        = local.ends ? 1 : 0
  name_prefix                  = "bidi-end-"
  description                  = "Deletes the endpoint ${var.endpoint_name}"
  schedule_expression          = "at(${var.delete_at})"
  schedule_expression_timezone = "UTC"

  flexible_time_window {
    mode = "OFF"
  }

  target {
    arn      = "arn:${local.partition}:scheduler:::aws-sdk:sagemaker:deleteEndpoint"
    role_arn = aws_iam_role.end_role[0].arn
    input    = jsonencode({ EndpointName = aws_sagemaker_endpoint.endpoint.name })

    retry_policy {
      maximum_retry_attempts       = 20
      maximum_event_age_in_seconds = 86400
    }
  }
}
