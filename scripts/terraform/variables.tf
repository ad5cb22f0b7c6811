# The parameters of the CloudFormation stack, by the same names and with the same defaults.

variable "endpoint_name" {
  type        = string
  default     = "voxtral-realtime"
  description = "Name of the endpoint; the client's default is voxtral-realtime."
}

variable "image_uri" {
  type        = string
  description = "The container in ECR, as scripts/container/build prints it."
}

variable "image_repository" {
  type        = string
  default     = ""
  description = "Repository of the image, which the container's role may pull from; empty for all of its registry."
}

variable "cuda" {
  type        = string
  default     = "13"
  description = "CUDA of the image (cu129 is 12, cu130 is 13): chooses the host image with the right driver."

  validation {
    condition     = contains(["12", "13"], var.cuda)
    error_message = "must be 12 or 13"
  }
}

variable "model_id" {
  type        = string
  default     = "mistralai/Voxtral-Mini-4B-Realtime-2602"
  description = "Hub id of the model, and the public name it is served under."
}

variable "hub_token" {
  type        = string
  default     = ""
  sensitive   = true
  description = "Token for the hub; not needed for a public model."
}

variable "model_bucket" {
  type        = string
  default     = ""
  description = "S3 bucket of the model's files; empty fetches them from the hub."
}

variable "model_prefix" {
  type        = string
  default     = ""
  description = "Prefix of the model's files in the bucket, ending in a slash."
}

variable "model_key" {
  type        = string
  default     = ""
  description = "KMS key that the model's files in S3 are encrypted with; empty for S3's own."
}

variable "max_model_len" {
  type        = number
  default     = 45000
  description = "Longest session in tokens of 80 ms: 45000 is an hour."
}

variable "max_num_seqs" {
  type        = number
  default     = 4
  description = "Streams that one instance transcribes at once; the next one queues."
}

variable "gpu_memory_utilization" {
  type        = number
  default     = 0.9
  description = "Share of the GPU's memory for vLLM."
}

variable "variables" {
  type        = string
  default     = ""
  description = "Further variables of the container, NAME=VALUE, a line each."
}

variable "instance_type" {
  type        = string
  default     = "ml.g6.4xlarge"
  description = "One GPU with at least 16 GB is enough."
}

variable "min_instances" {
  type        = number
  default     = 1
  description = "Instances that are always there."
}

variable "max_instances" {
  type        = number
  default     = 2
  description = "Instances at most."
}

variable "streams_per_instance" {
  type        = number
  default     = 3
  description = "Live streams an instance that scaling aims at; below max_num_seqs."
}

variable "scaling" {
  type        = string
  default     = "on"
  description = "on or off; AWS takes another instance_type only while this is off."
}

variable "startup_seconds" {
  type        = number
  default     = 1800
  description = "How long the container may take to load and compile the model."
}

variable "download_seconds" {
  type        = number
  default     = 1800
  description = "How long the download of the model from S3 may take."
}

variable "volume_key" {
  type        = string
  default     = ""
  description = "KMS key of the instances' volumes; not for types with disks of their own, such as g5 and g6."
}

variable "subnet_ids" {
  type        = list(string)
  default     = []
  description = "Subnets of your VPC for the container; empty for none."
}

variable "security_group_ids" {
  type        = list(string)
  default     = []
  description = "Security groups of the container in your VPC."
}

variable "network_isolation" {
  type        = string
  default     = "off"
  description = "on keeps the container off every network; only with the model in S3."
}

variable "delete_at" {
  type        = string
  default     = ""
  description = "When the endpoint is deleted, in UTC, such as 2026-01-31T18:00:00; empty for never."
}

variable "idle_hours" {
  type        = number
  default     = 2
  description = "Hours without a stream after which an alarm says so."
}

variable "alarm_topic_arn" {
  type        = string
  default     = ""
  description = "SNS topic that hears the alarms; empty for none."
}
